package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.retention.BodyDays;

/** How long a club keeps what was received and sent to the byte. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/retention")
@Tag(name = "retention")
final class RetentionApi {

  private final BodyDays days;
  private final SettingsAudit audit;

  RetentionApi(BodyDays days, SettingsAudit audit) {
    this.days = days;
    this.audit = audit;
  }

  /**
   * @param bodyDays days that bodies, headers and answers of the inbox and the outbox are kept,
   *     from 1 to 365
   */
  record Keeping(@Nullable Integer bodyDays) {}

  @GetMapping
  Keeping get(InClub club) {
    return new Keeping(club.in(days::get));
  }

  @ForAdmins
  @PutMapping
  Keeping set(InClub club, @RequestBody Keeping request) {
    return club.in(
        () -> {
          Keeping kept = new Keeping(days.set(request.bodyDays()));
          audit.write(club, "retention", "updated", club.club().id());
          return kept;
        });
  }
}
