package ru.fitcrm.hub.core.licence;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * What is to become of a licence; left out stays.
 *
 * @param plan with another plan come its limits, unless {@code limits} says otherwise
 * @param validUntil the last day it is good for
 * @param months instead of {@code validUntil}: 1, 3, 6 or 12 more, from its end or, if that is
 *     past, from today
 * @param limits of this club alone
 */
public record LicenceEdit(
    @Nullable Plan plan,
    @Nullable LocalDate validUntil,
    @Nullable Integer months,
    @Nullable Limits limits) {

  /** How long a renewal may be, in months. */
  public static final Set<Integer> MONTHS = Set.of(1, 3, 6, 12);

  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2999, 12, 31);
  private static final int MOST = 10_000_000;

  /** How much of what the club may have. */
  public record Limits(@Nullable Integer users, @Nullable Integer clients) {}

  /** A renewal of the same plan. */
  public static LicenceEdit renewal(int months) {
    return new LicenceEdit(null, null, months, null);
  }

  /**
   * @throws InvalidInput naming the field and the fix
   */
  Licence applyTo(Licence now, LocalDate today) {
    if (now.validUntil().equals(LicenceStanding.FOR_EVER)) {
      throw new Conflict("licence.platform", "The platform's own club needs no licence");
    }
    Plan bought = plan == null ? now.plan() : plan;
    boolean samePlan = bought == now.plan();
    return new Licence(
        bought,
        until(now.validUntil(), today),
        limit(
            "users",
            limits == null ? null : limits.users(),
            samePlan ? now.usersLimit() : bought.users()),
        limit(
            "clients",
            limits == null ? null : limits.clients(),
            samePlan ? now.clientsLimit() : bought.clients()),
        now.version());
  }

  private LocalDate until(LocalDate now, LocalDate today) {
    if (validUntil != null && months != null) {
      throw new InvalidInput("months", "months.ambiguous", "give validUntil or months, not both");
    }
    if (months != null) {
      return months(months, now.isBefore(today) ? today : now);
    }
    if (validUntil != null && (validUntil.isBefore(FIRST) || validUntil.isAfter(LAST))) {
      throw new InvalidInput(
          "validUntil", "date.range", "validUntil must be from " + FIRST + " to " + LAST);
    }
    return validUntil == null ? now : validUntil;
  }

  private static LocalDate months(int months, LocalDate from) {
    if (!MONTHS.contains(months)) {
      throw new InvalidInput("months", "months.choice", "months must be 1, 3, 6 or 12");
    }
    return from.plusMonths(months);
  }

  private static int limit(String field, @Nullable Integer wanted, int otherwise) {
    if (wanted != null && (wanted < 1 || wanted > MOST)) {
      throw new InvalidInput(
          "limits." + field, "field.range", "limits." + field + " must be from 1 to " + MOST);
    }
    return wanted == null ? otherwise : wanted;
  }
}
