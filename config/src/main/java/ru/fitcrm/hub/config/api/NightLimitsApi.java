package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.night.NightLimits;

/** How far the night looks in a club. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/night-limits")
@Tag(name = "jobs")
final class NightLimitsApi {

  private final NightLimits limits;
  private final SettingsAudit audit;

  NightLimitsApi(NightLimits limits, SettingsAudit audit) {
    this.limits = limits;
    this.audit = audit;
  }

  @GetMapping
  NightLimits.Limits get(InClub club) {
    return club.in(limits::get);
  }

  /** What is left out stays. */
  @ForAdmins
  @PutMapping
  NightLimits.Limits set(InClub club, @RequestBody NightLimits.Edit request) {
    return club.in(
        () -> {
          NightLimits.Limits set = limits.set(request);
          audit.write(club, "night-limits", "updated", club.club().id());
          return set;
        });
  }
}
