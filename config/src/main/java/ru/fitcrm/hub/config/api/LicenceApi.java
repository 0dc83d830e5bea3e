package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.licence.RenewLicence;
import ru.fitcrm.hub.core.licence.LicenceEdit;
import ru.fitcrm.hub.core.licence.LicenceReport;

/** What a club has bought, and how much of it is used. Also of a club that is blocked. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/licence")
@Tag(name = "licence")
final class LicenceApi {

  private final RenewLicence licence;

  LicenceApi(RenewLicence licence) {
    this.licence = licence;
  }

  @GetMapping
  ResponseEntity<LicenceReport> get(InClub club) {
    LicenceReport report = licence.read(club.club());
    return Answers.one(report, report.version());
  }

  /** The platform's alone. What was closed opens at once, on all nodes. */
  @PutMapping
  ResponseEntity<LicenceReport> renew(
      InClub club,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody LicenceEdit request) {
    IfMatch wanted = IfMatch.of(ifMatch);
    LicenceReport report = licence.renew(club.who(), club.club(), request, wanted::version);
    return Answers.one(report, report.version());
  }
}
