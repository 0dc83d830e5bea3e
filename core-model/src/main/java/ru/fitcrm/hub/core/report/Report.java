package ru.fitcrm.hub.core.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question asked of a club's base by name.
 *
 * <p>Its statement is a select of {@code client_id}, {@code sort} (a bigint; the least stands
 * first), {@code id} (unique among equals) and a column for each of {@link #columns}, named in
 * snake case. It may use {@code :date}, {@code :zone}, {@code :fromAt} and {@code :toAt} (the
 * period's first moment and the first after it), {@code :from}, {@code :to}, {@code :method},
 * {@code :client}, {@code :after} and {@code :last} (bounds of client ids: all of them) and the
 * limits of {@link ru.fitcrm.hub.core.night.NightLimits} sleepingDays, lostDays and missedInARow.
 * Where it says {@code {whose}}, conditions on the client {@code c} take the place.
 */
public interface Report {

  /** As it stands in an address, for example {@code pays-today}. */
  String name();

  /** Which dates it is asked for. */
  Dates dates();

  /** What a row shows, beside whose it is. */
  List<ReportColumn> columns();

  /** What stands under all rows, however many pages they take. */
  List<ReportTotal> totals();

  String sql();

  /** Ways to choose rows, the usual one first; none for most. */
  default List<String> methods() {
    return List.of();
  }

  /** Whether rows are people; else they are one person's, who has to be named. */
  default boolean ofPeople() {
    return true;
  }

  /** A select of a boolean: whether the base has what this report needs. Null if it always has. */
  default @Nullable String available() {
    return null;
  }

  /** Which dates a report is asked for. */
  enum Dates {
    /** One, today unless said. */
    DAY,
    /** From one to another, both included; from the month's first day unless said. */
    PERIOD,
    /** The same, to come: thirty days from today unless said. */
    AHEAD
  }
}
