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

/** What a person agreed to, on their page: given and taken back with its proof, and all of it. */
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

  @GetMapping("/{club}/clients/{id}/consents")
  String show(Visit visit, @PathVariable long id, Model model) {
    add(visit, id, model);
    return "console/consents :: consents";
  }

  /** Those that count alone, for a page that watches them: a «СТОП» may come at any moment. */
  @GetMapping("/{club}/clients/{id}/consents/current")
  String current(Visit visit, @PathVariable long id, Model model) {
    add(visit, id, model);
    return "console/consents :: current";
  }

  private void add(Visit visit, long id, Model model) {
    List<Consent> all = gate.inClub(visit.club().clubId(), () -> consents.of(id));
    model.addAttribute("client", id);
    model.addAttribute("all", all);
    model.addAttribute("current", all.stream().filter(Consent::current).toList());
    model.addAttribute("channels", Consent.Channel.values());
    model.addAttribute("purposes", Consent.Purpose.values());
  }

  /**
   * @param channel one, or null for all
   */
  @PostMapping("/{club}/clients/{id}/consents")
  String add(
      Visit visit,
      @PathVariable long id,
      @RequestParam(required = false) Consent.@Nullable Channel channel,
      @RequestParam Consent.Purpose purpose,
      @RequestParam boolean given,
      @RequestParam(defaultValue = "") String place,
      @RequestParam(defaultValue = "") String textVersion,
      Model model,
      HttpServletResponse response) {
    List<Consent.Channel> channels =
        channel == null ? List.of(Consent.Channel.values()) : List.of(channel);
    try {
      gate.runInClub(
          visit.club().clubId(),
          () -> {
            for (Consent.Channel one : channels) {
              add(visit, id, new NewConsent(one, purpose, given, null, place, textVersion));
            }
          });
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute(
          "wrong", visit.say().textOr("consent.wrong." + wrong.field(), wrong.code()));
    }
    return show(visit, id, model);
  }

  private void add(Visit visit, long id, NewConsent said) {
    Consent added = consents.add(id, said, visit.user().name());
    audit.write(
        visit.user().name(), "consent.recorded", "client", id, Map.of("consent", added.id()));
  }
}
