package ru.fitcrm.hub.config.console.client;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.Consent;
import ru.fitcrm.hub.core.person.Consents;
import ru.fitcrm.hub.core.person.NewConsent;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** What a person agreed to and took back, with its proof, on their page. */
@Controller
class ConsentsOnPage {

  private final ClubGate gate;
  private final Consents consents;
  private final AuditLog audit;

  ConsentsOnPage(ClubGate gate, Consents consents, AuditLog audit) {
    this.gate = gate;
    this.consents = consents;
    this.audit = audit;
  }

  /** The lines alone, for a page that watches them: a «СТОП» may come at any moment. */
  @GetMapping("/{club}/clients/{id}/consents/lines")
  String lines(Visit visit, @PathVariable long id, Model model) {
    addLines(visit, id, model);
    return "console/consents :: lines";
  }

  @GetMapping("/{club}/clients/{id}/consents")
  String show(Visit visit, @PathVariable long id, Model model) {
    return whole(visit, id, model);
  }

  @PostMapping("/{club}/clients/{id}/consents")
  String add(
      Visit visit,
      @PathVariable long id,
      @RequestParam Consent.Channel channel,
      @RequestParam Consent.Purpose purpose,
      @RequestParam boolean given,
      @RequestParam(required = false) @Nullable String place,
      @RequestParam(required = false) @Nullable String textVersion,
      Model model,
      HttpServletResponse response) {
    NewConsent said = new NewConsent(channel, purpose, given, null, place, textVersion);
    try {
      gate.runInClub(visit.club().clubId(), () -> add(visit, id, said));
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("wrong", visit.say().text("consent.wrong"));
    }
    return whole(visit, id, model);
  }

  private void add(Visit visit, long id, NewConsent said) {
    Consent added = consents.add(id, said, visit.user().name());
    audit.write(
        visit.user().name(), "consent.recorded", "client", id, Map.of("consent", added.id()));
  }

  private String whole(Visit visit, long id, Model model) {
    addLines(visit, id, model);
    model.addAttribute("client", id);
    model.addAttribute("ways", Consent.Channel.values());
    return "console/consents :: whole";
  }

  private void addLines(Visit visit, long id, Model model) {
    List<Consent> all = gate.inClub(visit.club().clubId(), () -> consents.of(id));
    model.addAttribute("now", all.stream().filter(Consent::current).toList());
    model.addAttribute("earlier", all.stream().filter(one -> !one.current()).toList());
  }
}
