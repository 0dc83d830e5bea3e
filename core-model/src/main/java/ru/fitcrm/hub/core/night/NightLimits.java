package ru.fitcrm.hub.core.night;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** How far the night looks in a club. Every call runs inside the club's gate. */
public final class NightLimits {

  private static final Set<Integer> LOST_DAYS = Set.of(7, 14, 21, 28);

  private static final String READ =
      """
      select expiring_days, debt_days, sleeping_days, lost_days, missed_in_a_row, visits_left
        from club where id = hub_club()""";

  private static final String WRITE =
      """
      update club
         set expiring_days = :expiringDays, debt_days = :debtDays, sleeping_days = :sleepingDays,
             lost_days = :lostDays, missed_in_a_row = :missedInARow, visits_left = :visitsLeft,
             version = version + 1
       where id = hub_club()""";

  private final JdbcClient jdbc;

  NightLimits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A club's limits.
   *
   * @param expiringDays a fixed-term contract is told of when it ends within so many days
   * @param debtDays a recurring one with a debt, when it is terminated within so many
   * @param sleepingDays without activity that are not sleep yet: with 30, day 31 is
   * @param lostDays without a visit, 7, 14, 21 or 28
   * @param missedInARow missed bookings that are a warning
   * @param visitsLeft visits of a package left that are few
   */
  public record Limits(
      int expiringDays,
      int debtDays,
      int sleepingDays,
      int lostDays,
      int missedInARow,
      int visitsLeft) {}

  /** What may be set; left out stays. */
  public record Edit(
      @Nullable Integer expiringDays,
      @Nullable Integer debtDays,
      @Nullable Integer sleepingDays,
      @Nullable Integer lostDays,
      @Nullable Integer missedInARow,
      @Nullable Integer visitsLeft) {}

  public Limits get() {
    return jdbc.sql(READ).query(Limits.class).single();
  }

  /**
   * @throws InvalidInput naming the limit that is out of its range
   */
  public Limits set(Edit edit) {
    Limits now = get();
    Limits wanted =
        new Limits(
            within("expiringDays", edit.expiringDays(), now.expiringDays(), 1, 60),
            within("debtDays", edit.debtDays(), now.debtDays(), 1, 60),
            within("sleepingDays", edit.sleepingDays(), now.sleepingDays(), 1, 365),
            lostDays(edit.lostDays(), now.lostDays()),
            within("missedInARow", edit.missedInARow(), now.missedInARow(), 2, 20),
            within("visitsLeft", edit.visitsLeft(), now.visitsLeft(), 0, 20));
    jdbc.sql(WRITE).paramSource(wanted).update();
    return wanted;
  }

  private static int within(String field, @Nullable Integer wanted, int now, int least, int most) {
    if (wanted == null) {
      return now;
    }
    if (wanted < least || wanted > most) {
      throw new InvalidInput(
          field, "field.range", field + " must be from " + least + " to " + most);
    }
    return wanted;
  }

  private static int lostDays(@Nullable Integer wanted, int now) {
    if (wanted == null) {
      return now;
    }
    if (!LOST_DAYS.contains(wanted)) {
      throw new InvalidInput("lostDays", "lostDays.choice", "lostDays must be 7, 14, 21 or 28");
    }
    return wanted;
  }
}
