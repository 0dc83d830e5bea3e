package ru.fitcrm.hub.jobs.night;

import java.util.function.Predicate;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.licence.LicenceState;
import ru.fitcrm.hub.core.licence.Licences;

/** Whether a club's licence has run out so far that jobs skip it. */
final class NeedsNoNight implements Predicate<ClubId> {

  private final ClubGate gate;
  private final ClubDirectory clubs;
  private final Licences licences;

  NeedsNoNight(ClubGate gate, ClubDirectory clubs, Licences licences) {
    this.gate = gate;
    this.clubs = clubs;
    this.licences = licences;
  }

  @Override
  public boolean test(ClubId club) {
    return gate.inClub(
        club,
        () ->
            licences
                .report(clubs.here().zone())
                .map(
                    report ->
                        report.state() == LicenceState.READ_ONLY
                            || report.state() == LicenceState.BLOCKED)
                .orElse(false));
  }
}
