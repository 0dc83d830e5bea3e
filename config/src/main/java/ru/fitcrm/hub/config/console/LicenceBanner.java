package ru.fitcrm.hub.config.console;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.licence.LicenceStanding;
import ru.fitcrm.hub.core.licence.LicenceState;

/** What every page says of a licence that ends or has ended. */
final class LicenceBanner {

  private LicenceBanner() {}

  /** Null where there is nothing to say; that the end is near is said to administrators alone. */
  static @Nullable String of(Visit visit) {
    LicenceStanding licence = visit.licence();
    LicenceState state = licence.state();
    if (state == LicenceState.ACTIVE || (state == LicenceState.ENDING && !visit.isAdmin())) {
      return null;
    }
    Wording say = visit.say();
    return say.text(
        "licence.banner." + state,
        say.date(licence.validUntil()),
        say.count(licence.daysLeft()),
        say.date(next(licence)));
  }

  /** The last day that is forgiven, else the first of the next state. */
  private static LocalDate next(LicenceStanding licence) {
    return switch (licence.state()) {
      case GRACE -> licence.validUntil().plusDays(LicenceState.GRACE_DAYS - 1L);
      case READ_ONLY -> licence.validUntil().plusDays(LicenceState.READ_ONLY_DAYS);
      case ACTIVE, ENDING, BLOCKED -> licence.validUntil();
    };
  }
}
