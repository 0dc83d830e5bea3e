package ru.fitcrm.hub.config.console.rule;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
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
import ru.fitcrm.hub.core.journal.Rule;
import ru.fitcrm.hub.core.journal.Rules;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.rule.NineNotices;
import ru.fitcrm.hub.core.rule.WriteRules;

/** The page «Правила»: the nine notices, and all other rules. For administrators. */
@Controller
class RulesPage {

  private static final PageRequest ALL = new PageRequest(0, PageRequest.MAX_LIMIT);

  /** By what an employee can be told besides the console. */
  private static final List<Channel> FOR_EMPLOYEES = List.of(Channel.values());

  private final ClubGate gate;
  private final Rules rules;
  private final WriteRules write;
  private final AuditLog audit;

  RulesPage(ClubGate gate, Rules rules, WriteRules write, AuditLog audit) {
    this.gate = gate;
    this.rules = rules;
    this.write = write;
    this.audit = audit;
  }

  /**
   * One of the nine.
   *
   * @param wrong what of it could not be saved, null if nothing
   */
  record Notice(NineNotices.Kind kind, Rule rule, NoticeForm form, @Nullable String wrong) {}

  @GetMapping("/{club}/rules")
  String show(Visit visit, Model model) {
    visit.requireAdmin();
    List<Rule> all = gate.inClub(visit.club().clubId(), () -> rules.list(ALL));
    List<Notice> nine = new ArrayList<>();
    for (NineNotices.Kind kind : NineNotices.Kind.values()) {
      all.stream()
          .filter(rule -> isOf(kind, rule))
          .findFirst()
          .ifPresent(rule -> nine.add(new Notice(kind, rule, NoticeForm.of(rule), null)));
    }
    model.addAttribute("nine", nine);
    model.addAttribute(
        "others", all.stream().filter(rule -> !rule.settings().has("kind")).toList());
    model.addAttribute("channels", FOR_EMPLOYEES);
    return "console/rules";
  }

  @PostMapping("/{club}/rules/notices/{kind}")
  String saveNotice(
      Visit visit,
      @PathVariable NineNotices.Kind kind,
      NoticeForm typed,
      Model model,
      HttpServletResponse response) {
    visit.requireAdmin();
    model.addAttribute("channels", FOR_EMPLOYEES);
    try {
      Rule saved = gate.inClub(visit.club().clubId(), () -> save(visit, kind, typed));
      model.addAttribute("one", new Notice(kind, saved, NoticeForm.of(saved), null));
      model.addAttribute("saved", true);
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      Rule now = gate.inClub(visit.club().clubId(), () -> ofKind(kind));
      model.addAttribute("one", new Notice(kind, now, typed, EditRule.text(visit, wrong)));
    }
    return "console/rule-parts :: notice";
  }

  @PostMapping("/{club}/rules/{id}/enabled")
  String enable(
      Visit visit,
      @PathVariable long id,
      @RequestParam(defaultValue = "false") boolean enabled,
      Model model) {
    visit.requireAdmin();
    Rule rule =
        gate.inClub(
            visit.club().clubId(),
            () -> {
              note(visit, id);
              return write.enable(id, enabled);
            });
    model.addAttribute("rule", rule);
    return "console/rule-parts :: rule";
  }

  private Rule save(Visit visit, NineNotices.Kind kind, NoticeForm typed) {
    Rule now = ofKind(kind);
    note(visit, now.id());
    return write.save(typed.edit(now));
  }

  private Rule ofKind(NineNotices.Kind kind) {
    return rules.list(ALL).stream().filter(rule -> isOf(kind, rule)).findFirst().orElseThrow();
  }

  private static boolean isOf(NineNotices.Kind kind, Rule rule) {
    return kind.name().equals(rule.settings().path("kind").asText());
  }

  private void note(Visit visit, long rule) {
    audit.write(visit.user().name(), "rule.updated", "rule", rule, Map.of());
  }
}
