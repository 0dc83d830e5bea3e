package ru.fitcrm.hub.config.licence;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.licence.LicenceStanding;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.licence.Plan.Module;

/**
 * The door every request to a club passes, of the API as of the console: it reads the club and its
 * licence anew and lets in whom the licence lets in, the platform's people too. The licence itself
 * can always be looked at, and renewed.
 */
@Component
public final class ClubDoor {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** What is nobody's data: what one has read, and the demo's clock. */
  private static final Set<String> HARMLESS = Set.of("notices", "next-night");

  /** Parts of the API and of the console that a plan may leave out. */
  private static final Map<String, Module> MODULES =
      Map.of(
          "reports", Module.WEB_REPORTS,
          "webhooks", Module.WEBHOOKS_API,
          "keys", Module.WEBHOOKS_API,
          "onec", Module.ONEC);

  private final ClubDirectory clubs;
  private final ClubGate gate;
  private final Licences licences;

  ClubDoor(ClubDirectory clubs, ClubGate gate, Licences licences) {
    this.clubs = clubs;
    this.gate = gate;
    this.licences = licences;
  }

  /** A club and what its licence comes to now. */
  public record Found(Club club, LicenceStanding licence) {

    /**
     * @param part the first word below the club in the address, empty for the club itself
     * @param method of the request
     * @throws ru.fitcrm.hub.core.licence.LicenceOver if the licence does not allow it any more
     * @throws ru.fitcrm.hub.core.licence.ModuleLocked if the plan leaves the part out
     */
    public void letIn(Principal who, String part, String method) {
      boolean ofThePlatform = part.isEmpty() && who.isSuperadmin();
      if (part.equals("licence") || ofThePlatform) {
        return;
      }
      licence.require(!READING.contains(method) && !HARMLESS.contains(part));
      Module module = MODULES.get(part);
      if (module != null) {
        licence.require(module);
      }
    }
  }

  /**
   * @param idOrSlug a number is an id, anything else a slug
   */
  public Optional<Found> find(String idOrSlug) {
    return gate.asPlatform(
        () -> clubs.find(idOrSlug).map(club -> new Found(club, licences.standing(club.clubId()))));
  }
}
