package ru.fitcrm.hub.core.night;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** How far the night looks in a club. Every call runs inside the club's gate. */
public final class NightLimits {

  /** Every limit with what it may be, in the order people see them. */
  public static final List<Range> RANGES =
      List.of(
          Range.of("expiringDays", 1, 1, 60),
          Range.of("debtDays", 10, 1, 60),
          Range.of("sleepingDays", 30, 1, 365),
          new Range("lostDays", 7, 7, 28, List.of(7, 14, 21, 28)),
          Range.of("missedInARow", 3, 2, 20),
          Range.of("visitsLeft", 2, 0, 20));

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

  /**
   * What a limit may be.
   *
   * @param initial of a new club
   * @param choices the only values it may have; empty if all from {@code least} to {@code most}
   */
  public record Range(String name, int initial, int least, int most, List<Integer> choices) {
    public Range {
      choices = List.copyOf(choices);
    }

    private static Range of(String name, int initial, int least, int most) {
      return new Range(name, initial, least, most, List.of());
    }

    private void check(int wanted) {
      if (!choices.isEmpty() && !choices.contains(wanted)) {
        throw new InvalidInput(
            name,
            name + ".choice",
            name
                + " must be one of "
                + choices.stream().map(String::valueOf).collect(Collectors.joining(", ")));
      }
      if (wanted < least || wanted > most) {
        throw new InvalidInput(
            name, "field.range", name + " must be from " + least + " to " + most);
      }
    }
  }

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
            checked("expiringDays", edit.expiringDays(), now.expiringDays()),
            checked("debtDays", edit.debtDays(), now.debtDays()),
            checked("sleepingDays", edit.sleepingDays(), now.sleepingDays()),
            checked("lostDays", edit.lostDays(), now.lostDays()),
            checked("missedInARow", edit.missedInARow(), now.missedInARow()),
            checked("visitsLeft", edit.visitsLeft(), now.visitsLeft()));
    jdbc.sql(WRITE).paramSource(wanted).update();
    return wanted;
  }

  private static int checked(String field, @Nullable Integer wanted, int now) {
    if (wanted == null) {
      return now;
    }
    RANGES.stream().filter(range -> range.name().equals(field)).forEach(one -> one.check(wanted));
    return wanted;
  }
}
