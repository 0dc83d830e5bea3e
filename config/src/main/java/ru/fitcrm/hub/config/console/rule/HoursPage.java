package ru.fitcrm.hub.config.console.rule;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.message.MessageHours;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** The page «Часы сообщений»: when the club writes to people, and how much at most. */
@Controller
class HoursPage {

  private final ClubGate gate;
  private final MessageHours hours;
  private final AuditLog audit;

  HoursPage(ClubGate gate, MessageHours hours, AuditLog audit) {
    this.gate = gate;
    this.hours = hours;
    this.audit = audit;
  }

  @GetMapping("/{club}/hours")
  String show(Visit visit, Model model) {
    visit.requireAdmin();
    model.addAttribute("limits", gate.inClub(visit.club().clubId(), hours::get));
    return "console/hours";
  }

  /**
   * @param quiet whether there are quiet hours at all
   */
  @PostMapping("/{club}/hours")
  String save(
      Visit visit,
      @RequestParam(defaultValue = "false") boolean quiet,
      @RequestParam(required = false) @Nullable LocalTime from,
      @RequestParam(required = false) @Nullable LocalTime until,
      @RequestParam(defaultValue = "") String adsPerWeek,
      @RequestParam(defaultValue = "") String textsPerDay,
      Model model,
      HttpServletResponse response) {
    visit.requireAdmin();
    try {
      MessageHours.Edit edit =
          new MessageHours.Edit(
              quiet ? from : LocalTime.MIDNIGHT,
              quiet ? until : LocalTime.MIDNIGHT,
              number("adsPerWeek", adsPerWeek),
              number("textsPerDay", textsPerDay));
      gate.runInClub(visit.club().clubId(), () -> write(visit, edit));
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("wrong", visit.say().textOr("hours.wrong." + wrong.field(), wrong.code()));
      return show(visit, model);
    }
    return "redirect:" + visit.at("/hours?saved");
  }

  private void write(Visit visit, MessageHours.Edit edit) {
    var unused = hours.set(edit);
    audit.write(
        visit.user().name(), "message-hours.updated", "message-hours", visit.club().id(), Map.of());
  }

  private static Integer number(String field, String typed) {
    try {
      return Integer.valueOf(typed.strip());
    } catch (NumberFormatException e) {
      throw new InvalidInput(field, "field.range", field + " must be a whole number");
    }
  }
}
