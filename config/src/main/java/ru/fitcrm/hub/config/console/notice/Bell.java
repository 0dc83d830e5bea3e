package ru.fitcrm.hub.config.console.notice;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.core.board.NoticeBox;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.message.RenderText;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** The bell of an employee. Who is none, the superadmin for one, has an empty one. */
@Controller
class Bell {

  private final ClubGate gate;
  private final NoticeBox box;
  private final RenderText render;
  private final BusinessClock clock;

  Bell(ClubGate gate, NoticeBox box, RenderText render, BusinessClock clock) {
    this.gate = gate;
    this.box = box;
    this.render = render;
    this.clock = clock;
  }

  @GetMapping("/{club}/notices")
  String unread(Visit visit, Model model) {
    Long employee = visit.user().employeeId();
    List<Line> notices =
        employee == null
            ? List.of()
            : gate.inClub(visit.club().clubId(), () -> unread(visit, employee));
    model.addAttribute("notices", notices);
    return "console/bell :: bell";
  }

  /**
   * A notice as it is shown.
   *
   * @param text in its rule's words, or what happened and to whom
   */
  record Line(NoticeBox.Notice notice, String text) {}

  private List<Line> unread(Visit visit, long employee) {
    return box.unread(employee, visit.say().language()).stream()
        .map(notice -> new Line(notice, text(visit, notice)))
        .toList();
  }

  private String text(Visit visit, NoticeBox.Notice notice) {
    String template = notice.template();
    if (template != null && !template.isBlank()) {
      return fill(visit, notice, template);
    }
    if (notice.subjectType().equals("connection")) {
      return ofConnection(visit, notice);
    }
    String what = visit.say().textOr("event." + notice.eventType(), notice.eventType());
    return notice.clientName() == null ? what : what + ": " + notice.clientName();
  }

  private String ofConnection(Visit visit, NoticeBox.Notice notice) {
    Wording say = visit.say();
    String name = fill(visit, notice, "{connection.name}");
    String key = "notice." + notice.eventType();
    if (name.isBlank() || say.textOr(key, "").isEmpty()) {
      return say.textOr("event." + notice.eventType(), notice.eventType());
    }
    String reason = fill(visit, notice, "{connection.reason}");
    String precise = key + "." + notice.code();
    return say.text(say.textOr(precise, "").isEmpty() ? key : precise, name, reason);
  }

  private String fill(Visit visit, NoticeBox.Notice notice, String template) {
    return render.preview(
        template, notice.eventId(), notice.clientId(), visit.club().zone(), visit.say().language());
  }

  @PostMapping("/{club}/notices/read")
  String read(Visit visit, @RequestParam long upTo, Model model) {
    Long employee = visit.user().employeeId();
    if (employee != null) {
      gate.runInClub(visit.club().clubId(), () -> box.readUpTo(employee, upTo, clock.instant()));
    }
    return unread(visit, model);
  }
}
