package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.retention.KeepTerms;
import ru.fitcrm.hub.core.retention.Keeping;

/** How long a club keeps raw bodies, logs and leads that became no clients. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/retention")
@Tag(name = "retention")
final class RetentionApi {

  private final KeepTerms terms;
  private final SettingsAudit audit;

  RetentionApi(KeepTerms terms, SettingsAudit audit) {
    this.terms = terms;
    this.audit = audit;
  }

  @GetMapping
  Keeping get(InClub club) {
    return club.in(terms::get);
  }

  /** What is left out stays. */
  @ForAdmins
  @PutMapping
  Keeping set(InClub club, @RequestBody KeepTerms.Edit request) {
    return club.in(
        () -> {
          Keeping kept = terms.set(request);
          audit.write(club, "retention", "updated", club.club().id());
          return kept;
        });
  }
}
