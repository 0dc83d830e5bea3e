package ru.fitcrm.hub.config.licence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.Licence;
import ru.fitcrm.hub.core.licence.LicenceEdit;
import ru.fitcrm.hub.core.licence.LicenceReport;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.platform.NotFound;

/** Reads a club's licence, and changes it: the platform's people alone do that, and it is noted. */
@Component
public final class RenewLicence {

  private final ClubGate gate;
  private final Licences licences;
  private final AuditLog audit;

  RenewLicence(ClubGate gate, Licences licences, AuditLog audit) {
    this.gate = gate;
    this.licences = licences;
    this.audit = audit;
  }

  public LicenceReport read(Club club) {
    return gate.inClub(club.clubId(), () -> report(club));
  }

  /**
   * @param version takes the licence's version, gives the one the caller insists on
   * @throws AccessDeniedException if the one who asks is not of the platform
   */
  public LicenceReport renew(
      Principal who, Club club, LicenceEdit edit, LongUnaryOperator version) {
    if (!who.isSuperadmin()) {
      throw new AccessDeniedException("Only the platform's people change or renew a licence");
    }
    return gate.inClub(club.clubId(), () -> write(who, club, edit, version));
  }

  private LicenceReport write(
      Principal who, Club club, LicenceEdit edit, LongUnaryOperator version) {
    Licence before = licences.get();
    Licence now = licences.change(edit, club.zone(), version.applyAsLong(before.version()));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("plan", now.plan().name());
    data.put("validUntil", now.validUntil().toString());
    data.put("planBefore", before.plan().name());
    data.put("validUntilBefore", before.validUntil().toString());
    audit.write(who.name(), "licence.updated", "licence", club.id(), data);
    return report(club);
  }

  private LicenceReport report(Club club) {
    return licences
        .report(club.zone())
        .orElseThrow(() -> new NotFound("licence of club", club.slug()));
  }
}
