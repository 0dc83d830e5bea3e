package ru.fitcrm.hub.config.console.client;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.sync.LeadSending;

/** The button of whoever works with a lead: have it given to 1C again. */
@Controller
class GiveLeadAgain {

  private final ClubGate gate;
  private final LeadSending leads;
  private final AuditLog audit;

  GiveLeadAgain(ClubGate gate, LeadSending leads, AuditLog audit) {
    this.gate = gate;
    this.leads = leads;
    this.audit = audit;
  }

  @PostMapping("/{club}/clients/{id}/lead/again")
  String again(Visit visit, @PathVariable long id, Model model) {
    model.addAttribute("way", way(visit, id));
    model.addAttribute("client", id);
    return "console/lead :: way(way=${way}, client=${client})";
  }

  /** Somebody else's click a moment ago is as good: what stands now is shown. */
  private LeadSending.Way way(Visit visit, long id) {
    try {
      return gate.inClub(visit.club().clubId(), () -> giveAgain(visit, id));
    } catch (Conflict already) {
      return gate.inClub(visit.club().clubId(), () -> leads.of(id).orElseThrow());
    }
  }

  private LeadSending.Way giveAgain(Visit visit, long id) {
    LeadSending.Way way = leads.again(id, visit.user().name());
    audit.write(
        visit.user().name(),
        "outbox-message.replayed",
        "outbox-message",
        way.messageId(),
        java.util.Map.of());
    return way;
  }
}
