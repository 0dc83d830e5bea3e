package ru.fitcrm.hub.config.console.connection;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.LeadsToSystem;

/** When the club's leads are given to its 1C, on the page of connections. */
@Controller
class LeadsSetting {

  private final ClubGate gate;
  private final ClubDirectory clubs;
  private final AuditLog audit;

  LeadsSetting(ClubGate gate, ClubDirectory clubs, AuditLog audit) {
    this.gate = gate;
    this.clubs = clubs;
    this.audit = audit;
  }

  @PostMapping("/{club}/leads-to-system")
  String set(Visit visit, @RequestParam LeadsToSystem when) {
    visit.requireAdmin();
    gate.asPlatform(() -> write(visit, when));
    return "redirect:" + visit.at("/connections?leads-saved");
  }

  private boolean write(Visit visit, LeadsToSystem when) {
    clubs.giveLeads(visit.club().clubId(), when);
    audit.writeFor(
        visit.club().clubId(),
        visit.user().name(),
        "club.updated",
        "club",
        visit.club().id(),
        Map.of("leadsToSystem", when.name()));
    return true;
  }
}
