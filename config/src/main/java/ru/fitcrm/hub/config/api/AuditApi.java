package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Who changed what, the newest first. */
@RestController
@Tag(name = "audit")
final class AuditApi {

  private final AuditLog audit;
  private final ClubGate gate;

  AuditApi(AuditLog audit, ClubGate gate) {
    this.audit = audit;
    this.gate = gate;
  }

  @ForAdmins
  @GetMapping("/api/v1/clubs/{club}/audit")
  Listing<AuditLog.Entry> ofClub(
      InClub club,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(club.in(() -> audit.list(page)), page, AuditLog.Entry::id);
  }

  /** All clubs' for a superadmin, one's own club's for its administrators. */
  @GetMapping("/api/v1/audit")
  Listing<AuditLog.Entry> list(
      Principal who,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    if (!who.mayAdminister()) {
      throw new AccessDeniedException("This needs the role CLUB_ADMIN");
    }
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(
        who.isSuperadmin()
            ? gate.asPlatform(() -> audit.list(page))
            : gate.inClub(who.club(), () -> audit.list(page)),
        page,
        AuditLog.Entry::id);
  }
}
