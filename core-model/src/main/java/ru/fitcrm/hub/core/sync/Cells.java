package ru.fitcrm.hub.core.sync;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads single cells as 1C and its neighbours write them. A cell without a value (empty, {@code
 * 0001-01-01}, the zero guid) is null.
 */
final class Cells {

  static final int LONGEST_REF = 100;
  static final int LONGEST_TEXT = 1000;

  private static final String ZERO_GUID = "00000000-0000-0000-0000-000000000000";
  private static final String NO_DATE = "0001-01-01";
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2199;
  private static final int MONEY_DIGITS = 13;
  private static final int LONGEST_NUMBER = 40;
  private static final Pattern SPACE_IN_NUMBER = Pattern.compile("[\\s\\u00A0\\u2007\\u202F']");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d{1,3})?");

  private final ZoneId zone;

  Cells(ZoneId zone) {
    this.zone = zone;
  }

  /** The text without what a database cannot keep, null if nothing is left. */
  static @Nullable String clean(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String text = storable(value).strip();
    return text.isEmpty() || text.equals(ZERO_GUID) ? null : text;
  }

  /** Without control characters and halves of surrogate pairs. */
  static String storable(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (isUnusual(value.charAt(i))) {
        return without(value);
      }
    }
    return value;
  }

  private static boolean isUnusual(char c) {
    return (c < ' ' && c != '\n' && c != '\r' && c != '\t') || Character.isSurrogate(c);
  }

  private static String without(String value) {
    StringBuilder kept = new StringBuilder(value.length());
    value
        .codePoints()
        .filter(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t')
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  @Nullable String text(String field, @Nullable String value) throws BadCell {
    return shorterThan(LONGEST_TEXT, field, clean(value));
  }

  @Nullable String ref(String field, @Nullable String value) throws BadCell {
    return shorterThan(LONGEST_REF, field, clean(value));
  }

  private static @Nullable String shorterThan(int longest, String field, @Nullable String text)
      throws BadCell {
    if (text != null && text.length() > longest) {
      throw new BadCell(
          field,
          "too-long",
          field + " has " + text.length() + " characters, at most " + longest + " are kept");
    }
    return text;
  }

  /** The value that must be there. */
  static <T> T need(String field, @Nullable T value) throws BadCell {
    if (value == null) {
      throw new BadCell(
          field, "required", field + " is required and is empty: fill it in the system of record");
    }
    return value;
  }

  @Nullable Long version(@Nullable String value) throws BadCell {
    BigDecimal number = number("version", value);
    if (number == null) {
      return null;
    }
    try {
      long version = number.longValueExact();
      if (version >= 0) {
        return version;
      }
    } catch (ArithmeticException e) {
      // Told below: not whole, or too large.
    }
    throw new BadCell(
        "version", "no-version", "version must be a whole number from 0 to " + Long.MAX_VALUE);
  }

  @Nullable LocalDate date(String field, @Nullable String value) throws BadCell {
    String text = clean(value);
    if (text == null || text.startsWith(NO_DATE)) {
      return null;
    }
    try {
      return plausible(field, LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text));
    } catch (DateTimeException e) {
      throw new BadCell(field, "no-date", field + " is no date: write it as 2026-11-22");
    }
  }

  @Nullable Instant moment(String field, @Nullable String value) throws BadCell {
    String text = clean(value);
    if (text == null || text.startsWith(NO_DATE)) {
      return null;
    }
    try {
      Instant at = parse(text.replace(' ', 'T'));
      plausible(field, LocalDate.ofInstant(at, zone));
      return at;
    } catch (DateTimeException e) {
      throw new BadCell(
          field, "no-moment", field + " is no moment: write it as 2026-11-22T10:00:00");
    }
  }

  private Instant parse(String text) {
    if (text.length() <= 10) {
      return LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }
    boolean zoned = isZoned(text);
    return zoned
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).atZone(zone).toInstant();
  }

  private static boolean isZoned(String text) {
    return text.endsWith("Z") || text.indexOf('+', 10) > 0 || text.indexOf('-', 10) > 0;
  }

  private static LocalDate plausible(String field, LocalDate date) throws BadCell {
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      throw new BadCell(
          field,
          "odd-year",
          field + " must be between the years " + FIRST_YEAR + " and " + LAST_YEAR);
    }
    return date;
  }

  @Nullable BigDecimal money(String field, @Nullable String value) throws BadCell {
    BigDecimal number = number(field, value);
    if (number == null) {
      return null;
    }
    if (number.signum() < 0) {
      throw new BadCell(field, "negative", field + " is negative: only amounts from 0 are kept");
    }
    BigDecimal money = number.setScale(2, RoundingMode.HALF_UP);
    if (money.precision() - money.scale() > MONEY_DIGITS) {
      throw new BadCell(
          field,
          "too-many-digits",
          field + " has more than " + MONEY_DIGITS + " digits before the point");
    }
    return money;
  }

  @Nullable Integer count(String field, @Nullable String value) throws BadCell {
    BigDecimal number = number(field, value);
    if (number == null) {
      return null;
    }
    try {
      int count = number.intValueExact();
      if (count >= 0) {
        return count;
      }
    } catch (ArithmeticException e) {
      // Told below: not whole, or too large.
    }
    throw new BadCell(
        field, "no-count", field + " must be a whole number from 0 to " + Integer.MAX_VALUE);
  }

  /** With a point or a comma, with spaces between thousands. */
  private static @Nullable BigDecimal number(String field, @Nullable String value) throws BadCell {
    String text = clean(value);
    if (text == null) {
      return null;
    }
    String bare = SPACE_IN_NUMBER.matcher(text).replaceAll("").replace(',', '.');
    if (bare.length() > LONGEST_NUMBER || !NUMBER.matcher(bare).matches()) {
      throw new BadCell(field, "no-number", field + " is no number: write it as 1234.50");
    }
    return new BigDecimal(bare);
  }

  @Nullable String choice(String field, @Nullable String value, List<String> allowed)
      throws BadCell {
    String text = clean(value);
    if (text == null) {
      return null;
    }
    String word = text.toUpperCase(Locale.ROOT);
    if (!allowed.contains(word)) {
      throw new BadCell(
          field, "not-in-list", field + " must be one of " + String.join(", ", allowed));
    }
    return word;
  }

  boolean flag(String field, @Nullable String value) throws BadCell {
    String text = clean(value);
    if (text == null) {
      return false;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "да", "yes" -> true;
      case "false", "0", "нет", "no" -> false;
      default -> throw new BadCell(field, "no-flag", field + " must be true or false");
    };
  }
}
