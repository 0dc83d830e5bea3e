package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.journal.Rule;
import ru.fitcrm.hub.core.journal.Rules;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.rule.RuleEdit;
import ru.fitcrm.hub.core.rule.TryRule;
import ru.fitcrm.hub.core.rule.WriteRules;

/** What follows from events in a club. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/rules")
@Tag(name = "rules")
final class RulesApi {

  private static final int DAYS = 30;

  private final Rules rules;
  private final WriteRules write;
  private final TryRule tryRule;
  private final SettingsAudit audit;

  RulesApi(Rules rules, WriteRules write, TryRule tryRule, SettingsAudit audit) {
    this.rules = rules;
    this.write = write;
    this.tryRule = tryRule;
    this.audit = audit;
  }

  /** Rules to be saved together. */
  record Wanted(@Nullable List<RuleEdit> items) {

    List<RuleEdit> all() {
      if (items == null) {
        throw new InvalidInput("items", "required", "items is required: the rules to save");
      }
      return items;
    }
  }

  @GetMapping
  Listing<Rule> list(
      InClub club,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(club.in(() -> rules.list(page)), page, Rule::id);
  }

  @GetMapping("/{id}")
  Rule get(InClub club, @PathVariable long id) {
    return club.in(() -> rules.get(id));
  }

  /**
   * Saves rules: each changes the one of its id, or without an id the one of its name, or is added.
   * All or none; what is left out stays as it is.
   */
  @ForAdmins
  @PutMapping
  Listing<Rule> saveAll(InClub club, @RequestBody Wanted request) {
    return new Listing<>(
        club.in(() -> request.all().stream().map(edit -> saved(club, edit)).toList()), null);
  }

  @ForAdmins
  @PostMapping
  ResponseEntity<Rule> add(InClub club, @RequestBody RuleEdit request) {
    Rule made = club.in(() -> saved(club, request));
    return ResponseEntity.created(URI.create(club.path() + "/rules/" + made.id())).body(made);
  }

  @ForAdmins
  @PutMapping("/{id}")
  Rule change(InClub club, @PathVariable long id, @RequestBody RuleEdit request) {
    RuleEdit edit =
        new RuleEdit(
            id,
            request.name(),
            request.eventType(),
            request.condition(),
            request.action(),
            request.settings(),
            request.enabled());
    return club.in(() -> saved(club, edit));
  }

  @ForAdmins
  @DeleteMapping("/{id}")
  ResponseEntity<Void> remove(InClub club, @PathVariable long id) {
    club.run(
        () -> {
          write.remove(id);
          audit.removed(club, "rule", id);
        });
    return Answers.gone();
  }

  /**
   * Tries a rule on what has happened, without saving it: how many would have been told, in which
   * words. Nothing is sent.
   *
   * @param days back from now, 30 if left out
   */
  @ForAdmins
  @PostMapping("/try")
  TryRule.Tried tryOut(
      InClub club,
      @RequestParam(required = false) @Nullable Integer days,
      @RequestBody RuleEdit request) {
    return club.in(() -> tryRule.tryOn(club.club(), request, days == null ? DAYS : days));
  }

  private Rule saved(InClub club, RuleEdit edit) {
    Rule saved = write.save(edit);
    audit.updated(club, "rule", saved.id());
    return saved;
  }
}
