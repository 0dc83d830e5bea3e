package ru.fitcrm.hub.config.console.task;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** An open card: a page of its own, or a panel beside the board. */
@Controller
class TaskPage {

  private final ClubGate gate;
  private final ReadCard cards;
  private final SaveCard save;

  TaskPage(ClubGate gate, ReadCard cards, SaveCard save) {
    this.gate = gate;
    this.cards = cards;
    this.save = save;
  }

  @GetMapping("/{club}/tasks/{id}")
  String show(Visit visit, @PathVariable long id, Model model) {
    TaskView view = read(visit, id);
    return page(view, TaskForm.of(view.card()), model);
  }

  /** More of the clients a card lists. */
  @GetMapping("/{club}/tasks/{id}/listed")
  String listed(Visit visit, @PathVariable long id, @RequestParam long after, Model model) {
    model.addAttribute("of", id);
    model.addAttribute(
        "listed", gate.inClub(visit.club().clubId(), () -> cards.listed(visit, id, after)));
    return "console/card :: listed";
  }

  @PostMapping("/{club}/tasks/{id}")
  String save(
      Visit visit,
      @PathVariable long id,
      TaskForm typed,
      Model model,
      HttpServletResponse response) {
    try {
      gate.runInClub(visit.club().clubId(), () -> save.save(visit, id, typed));
    } catch (StaleVersion changed) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("conflict", true);
      TaskView fresh = read(visit, id);
      return page(fresh, typed.against(fresh.card()), model);
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("wrong", visit.say().textOr(wrong.code(), wrong.code()));
      TaskView fresh = read(visit, id);
      return page(fresh, typed, model);
    }
    TaskView view = read(visit, id);
    model.addAttribute("saved", true);
    response.setHeader("HX-Trigger", "hub:card-saved");
    return page(view, TaskForm.of(view.card()), model);
  }

  private TaskView read(Visit visit, long id) {
    return gate.inClub(visit.club().clubId(), () -> cards.read(visit, id));
  }

  private static String page(TaskView view, TaskForm form, Model model) {
    model.addAttribute("view", view);
    model.addAttribute("form", form);
    if (!model.containsAttribute("conflict")) {
      model.addAttribute("conflict", false);
    }
    return Boolean.TRUE.equals(model.getAttribute("partly"))
        ? "console/card :: card"
        : "console/task";
  }
}
