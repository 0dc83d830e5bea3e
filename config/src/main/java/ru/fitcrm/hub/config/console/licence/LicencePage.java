package ru.fitcrm.hub.config.console.licence;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.licence.RenewLicence;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.LicenceEdit;
import ru.fitcrm.hub.core.licence.LicenceRequests;
import ru.fitcrm.hub.core.licence.LicenceState;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * The page «Лицензия». An administrator of the club sees it and asks for a renewal, the platform's
 * people renew it, also where the club is blocked.
 */
@Controller
class LicencePage {

  private final ClubGate gate;
  private final RenewLicence licence;
  private final LicenceRequests requests;
  private final AuditLog audit;

  LicencePage(ClubGate gate, RenewLicence licence, LicenceRequests requests, AuditLog audit) {
    this.gate = gate;
    this.licence = licence;
    this.requests = requests;
    this.audit = audit;
  }

  /**
   * The form of the platform's people, as it was typed.
   *
   * @param months a button for a renewal; then the rest is not looked at
   */
  record Form(
      @Nullable Integer months,
      @Nullable Plan plan,
      @Nullable LocalDate validUntil,
      @Nullable Integer users,
      @Nullable Integer clients) {

    LicenceEdit edit() {
      return months == null
          ? new LicenceEdit(plan, validUntil, null, new LicenceEdit.Limits(users, clients))
          : LicenceEdit.renewal(months);
    }
  }

  @GetMapping("/{club}/licence")
  String show(Visit visit, Model model) {
    visit.requireAdmin();
    LicenceView view =
        LicenceView.of(
            visit,
            licence.read(visit.club()),
            gate.inClub(visit.club().clubId(), () -> requests.of(visit.club().clubId()))
                .orElse(null));
    model.addAttribute("licence", view);
    model.addAttribute("plans", Plan.values());
    model.addAttribute("periods", new TreeSet<>(LicenceEdit.MONTHS));
    return view.report().state() == LicenceState.BLOCKED
        ? "console/licence-blocked"
        : "console/licence";
  }

  @PostMapping("/{club}/licence")
  String renew(Visit visit, Form typed, Model model, HttpServletResponse response) {
    try {
      var unused = licence.renew(visit.user(), visit.club(), typed.edit(), current -> current);
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute(
          "wrong", visit.say().textOr("licence.wrong." + wrong.field(), wrong.code()));
      return show(visit, model);
    }
    return "redirect:" + visit.at("/licence?saved");
  }

  @PostMapping("/{club}/licence/ask")
  String ask(Visit visit, @RequestParam int months) {
    visit.requireAdmin();
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          requests.ask(months, visit.user().name());
          audit.write(
              visit.user().name(),
              "licence.asked",
              "licence",
              visit.club().id(),
              Map.of("months", months));
        });
    return "redirect:" + visit.at("/licence?asked");
  }
}
