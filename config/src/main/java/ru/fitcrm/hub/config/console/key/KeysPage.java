package ru.fitcrm.hub.config.console.key;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.access.ApiKeys;
import ru.fitcrm.hub.core.access.KeyArea;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;

/** The page «Ключи API»: made, changed, rotated, revoked; the words of a key are shown once. */
@Controller
class KeysPage {

  private static final PageRequest ALL = new PageRequest(0, PageRequest.MAX_LIMIT);
  private static final String ENTITY = "api-key";

  private final ClubGate gate;
  private final ApiKeys keys;
  private final AuditLog audit;

  KeysPage(ClubGate gate, ApiKeys keys, AuditLog audit) {
    this.gate = gate;
    this.keys = keys;
    this.audit = audit;
  }

  @GetMapping("/{club}/keys")
  String show(Visit visit, Model model) {
    visit.requireAdmin();
    return page(visit, KeyForm.empty(), model);
  }

  @PostMapping("/{club}/keys")
  String make(Visit visit, KeyForm typed, Model model, HttpServletResponse response) {
    visit.requireAdmin();
    boolean made =
        done(
            visit,
            model,
            response,
            () -> noted(visit, keys.make(typed.wanted(visit.say().zone())), "added"));
    return page(visit, made ? KeyForm.empty() : typed, model);
  }

  @PostMapping("/{club}/keys/{id}")
  String change(
      Visit visit,
      @PathVariable long id,
      KeyForm typed,
      Model model,
      HttpServletResponse response) {
    visit.requireAdmin();
    try {
      gate.runInClub(
          visit.club().clubId(),
          () -> {
            var unused = keys.change(id, typed.edit());
            audit.write(visit.user().name(), ENTITY + ".updated", ENTITY, id, Map.of());
          });
    } catch (InvalidInput wrong) {
      refuse(visit, wrong, model, response);
      return page(visit, KeyForm.empty(), model);
    }
    return "redirect:" + visit.at("/keys?saved");
  }

  @PostMapping("/{club}/keys/{id}/rotate")
  String rotate(
      Visit visit,
      @PathVariable long id,
      @RequestParam(required = false) @Nullable Integer graceHours,
      Model model,
      HttpServletResponse response) {
    visit.requireAdmin();
    done(visit, model, response, () -> noted(visit, keys.rotate(id, graceHours), "rotated"));
    return page(visit, KeyForm.empty(), model);
  }

  @PostMapping("/{club}/keys/{id}/revoke")
  String revoke(Visit visit, @PathVariable long id) {
    visit.requireAdmin();
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          keys.revoke(id);
          audit.write(visit.user().name(), ENTITY + ".revoked", ENTITY, id, Map.of());
        });
    return "redirect:" + visit.at("/keys?revoked");
  }

  /** Shows the words, or what is wrong. */
  private boolean done(
      Visit visit, Model model, HttpServletResponse response, Supplier<ApiKeys.Shown> act) {
    try {
      model.addAttribute("shown", gate.inClub(visit.club().clubId(), act));
      return true;
    } catch (InvalidInput wrong) {
      refuse(visit, wrong, model, response);
    } catch (Conflict locked) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("wrong", visit.say().textOr("key.wrong." + locked.code(), locked.code()));
    }
    return false;
  }

  private static void refuse(
      Visit visit, InvalidInput wrong, Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
    model.addAttribute("wrong", visit.say().textOr("key.wrong." + wrong.field(), wrong.code()));
  }

  private ApiKeys.Shown noted(Visit visit, ApiKeys.Shown key, String what) {
    audit.write(visit.user().name(), ENTITY + "." + what, ENTITY, key.about().id(), Map.of());
    return key;
  }

  private String page(Visit visit, KeyForm form, Model model) {
    model.addAttribute(
        "keys",
        gate.inClub(visit.club().clubId(), () -> keys.list(ALL)).stream()
            .filter(key -> key.revokedAt() == null)
            .toList());
    model.addAttribute("form", form);
    model.addAttribute("areas", KeyArea.values());
    model.addAttribute("graceHours", ApiKeys.GRACE_HOURS);
    return "console/keys";
  }
}
