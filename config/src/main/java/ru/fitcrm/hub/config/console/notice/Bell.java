package ru.fitcrm.hub.config.console.notice;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.board.NoticeBox;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** The bell of an employee. Who is none, the superadmin for one, has an empty one. */
@Controller
class Bell {

  private final ClubGate gate;
  private final NoticeBox box;
  private final BusinessClock clock;

  Bell(ClubGate gate, NoticeBox box, BusinessClock clock) {
    this.gate = gate;
    this.box = box;
    this.clock = clock;
  }

  @GetMapping("/{club}/notices")
  String unread(Visit visit, Model model) {
    Long employee = visit.user().employeeId();
    List<NoticeBox.Notice> notices =
        employee == null
            ? List.of()
            : gate.inClub(visit.club().clubId(), () -> box.unread(employee));
    model.addAttribute("notices", notices);
    return "console/bell :: bell";
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
