package ru.fitcrm.hub.config.console.rule;

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
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.journal.Rule;
import ru.fitcrm.hub.core.journal.Rules;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.Placeholder;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.rule.EventTypes;
import ru.fitcrm.hub.core.rule.RuleEdit;
import ru.fitcrm.hub.core.rule.TryRule;
import ru.fitcrm.hub.core.rule.WriteRules;

/** The form of a rule that writes to people: checked, tried on the past, saved. */
@Controller
class EditRule {

  private static final int DAYS = 30;

  private final ClubGate gate;
  private final Rules rules;
  private final WriteRules write;
  private final TryRule tryRule;
  private final AuditLog audit;

  EditRule(ClubGate gate, Rules rules, WriteRules write, TryRule tryRule, AuditLog audit) {
    this.gate = gate;
    this.rules = rules;
    this.write = write;
    this.tryRule = tryRule;
    this.audit = audit;
  }

  @GetMapping("/{club}/rules/new")
  String add(Visit visit, Model model) {
    visit.requireAdmin();
    return form(null, MessageForm.empty(), model);
  }

  @GetMapping("/{club}/rules/{id}")
  String edit(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    Rule rule = gate.inClub(visit.club().clubId(), () -> rules.get(id));
    return form(id, MessageForm.of(rule), model);
  }

  @PostMapping("/{club}/rules")
  String save(
      Visit visit,
      @RequestParam(required = false) @Nullable Long id,
      MessageForm typed,
      Model model,
      HttpServletResponse response) {
    visit.requireAdmin();
    try {
      gate.runInClub(visit.club().clubId(), () -> save(visit, typed.edit(id)));
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("wrong", text(visit, wrong));
      return form(id, typed, model);
    } catch (Conflict taken) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("wrong", visit.say().text("rule.wrong.name-taken"));
      return form(id, typed, model);
    }
    return "redirect:" + visit.at("/rules?saved");
  }

  @PostMapping("/{club}/rules/try")
  String tryOut(Visit visit, MessageForm typed, Model model) {
    visit.requireAdmin();
    try {
      model.addAttribute(
          "tried",
          gate.inClub(
              visit.club().clubId(), () -> tryRule.tryOn(visit.club(), typed.edit(null), DAYS)));
    } catch (InvalidInput wrong) {
      model.addAttribute("wrong", text(visit, wrong));
    }
    return "console/rule-parts :: tried";
  }

  @PostMapping("/{club}/rules/{id}/remove")
  String remove(Visit visit, @PathVariable long id) {
    visit.requireAdmin();
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          write.remove(id);
          audit.write(visit.user().name(), "rule.removed", "rule", id, Map.of());
        });
    return "redirect:" + visit.at("/rules");
  }

  private void save(Visit visit, RuleEdit edit) {
    Rule saved = write.save(edit);
    audit.write(visit.user().name(), "rule.updated", "rule", saved.id(), Map.of());
  }

  private static String form(@Nullable Long id, MessageForm form, Model model) {
    model.addAttribute("id", id);
    model.addAttribute("form", form);
    model.addAttribute("events", EventTypes.ALL);
    model.addAttribute("channels", Channel.values());
    model.addAttribute("purposes", Purpose.values());
    model.addAttribute("fileKinds", TextToSend.Media.Kind.values());
    model.addAttribute("places", Placeholder.spellings());
    model.addAttribute(
        "receivers",
        List.of(
            "CLIENT",
            "RESPONSIBLE",
            "EMPLOYEE",
            Role.RECEPTION.name(),
            Role.TRAINER.name(),
            Role.COORDINATOR.name(),
            Role.FITNESS_MANAGER.name(),
            Role.CLUB_ADMIN.name(),
            "FIXED",
            "CLUB"));
    return "console/rule-form";
  }

  /** What is wrong, in the reader's language, and where it stands. */
  static String text(Visit visit, InvalidInput wrong) {
    String field = visit.say().textOr("rule.field." + wrong.field(), wrong.field());
    return visit.say().text("rule.wrong", field)
        + " "
        + visit.say().textOr("rule.wrong." + wrong.code(), String.valueOf(wrong.getMessage()));
  }
}
