package ru.fitcrm.hub.config.console.key;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.access.KeyEdit;
import ru.fitcrm.hub.core.access.NewApiKey;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * What stands in the form of a new key; of one in use its name and rate alone.
 *
 * @param all whether it may do everything; then {@code scope} says nothing
 * @param until its last day in the club's time, empty for ever
 */
record KeyForm(
    @Nullable String name,
    @Nullable Boolean all,
    @Nullable List<String> scope,
    @Nullable String rate,
    @Nullable String until) {

  private static final int LONGEST_RATE = 6;

  static KeyForm empty() {
    return new KeyForm("", true, List.of(), "600", "");
  }

  /** Whether a scope is ticked. */
  public boolean has(String one) {
    return scope != null && scope.contains(one);
  }

  NewApiKey wanted(ZoneId zone) {
    List<String> granted = scope == null ? List.of() : scope;
    return new NewApiKey(
        name, Boolean.TRUE.equals(all) ? null : granted, perMinute(), lastMoment(zone));
  }

  KeyEdit edit() {
    return new KeyEdit(name, perMinute());
  }

  private @Nullable Integer perMinute() {
    String plain = rate == null ? "" : rate.strip();
    if (plain.isEmpty()) {
      return null;
    }
    if (plain.length() > LONGEST_RATE || !plain.chars().allMatch(Character::isDigit)) {
      throw new InvalidInput("ratePerMinute", "field.range", "ratePerMinute is a whole number");
    }
    return Integer.valueOf(plain);
  }

  private java.time.@Nullable Instant lastMoment(ZoneId zone) {
    if (until == null || until.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(until.strip()).plusDays(1).atStartOfDay(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw new InvalidInput("expiresAt", "field.invalid", "expiresAt is no date");
    }
  }
}
