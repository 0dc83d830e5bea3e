package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.licence.LicenceReport;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.platform.NotFound;

/** What a club has bought. */
@RestController
@Tag(name = "licence")
final class LicenceApi {

  private final Licences licences;

  LicenceApi(Licences licences) {
    this.licences = licences;
  }

  @GetMapping("/api/v1/clubs/{club}/licence")
  ResponseEntity<LicenceReport> get(InClub club) {
    LicenceReport report =
        club.in(() -> licences.report(club.club().zone()))
            .orElseThrow(() -> new NotFound("licence of club", club.club().slug()));
    return Answers.one(report, report.version());
  }
}
