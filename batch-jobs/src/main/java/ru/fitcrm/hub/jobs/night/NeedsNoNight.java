package ru.fitcrm.hub.jobs.night;

import java.util.Optional;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.licence.LicenceOver;
import ru.fitcrm.hub.core.licence.LicenceState;
import ru.fitcrm.hub.core.licence.Licences;

/** Whether a club's licence has run out so far that jobs skip it. */
final class NeedsNoNight {

  private final ClubGate gate;
  private final Licences licences;

  NeedsNoNight(ClubGate gate, Licences licences) {
    this.gate = gate;
    this.licences = licences;
  }

  /** {@code licence.read-only} or {@code licence.blocked}; empty if the club has its night. */
  Optional<String> reason(ClubId club) {
    LicenceState state = gate.inClub(club, () -> licences.standing(club).state());
    return state.isOver() ? Optional.of(LicenceOver.code(state)) : Optional.empty();
  }
}
