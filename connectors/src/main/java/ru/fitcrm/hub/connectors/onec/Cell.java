package ru.fitcrm.hub.connectors.onec;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a cell as 1C writes it into the text a {@link ru.fitcrm.hub.core.sync.Packet} takes: 1C's
 * empty values become none, its spelling of sums the usual one. What cannot be read stays as it is,
 * for the row to be rejected by it.
 */
public final class Cell {

  private static final String NO_REF = "00000000-0000-0000-0000-000000000000";
  private static final String NO_DATE = "0001-01-01";
  private static final Pattern NOT_IN_NUMBERS = Pattern.compile("[\\s\\u00a0\\u2009\\u202f']");
  private static final Pattern NO_CENTS = Pattern.compile("(-?\\d+)\\.0+");
  private static final Pattern WITH_EXPONENT =
      Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?[eE][+-]?\\d{1,2}");
  private static final Pattern LOCAL_MOMENT =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");

  private Cell() {}

  /** Null if there is nothing but spaces. */
  public static @Nullable String text(@Nullable String cell) {
    if (cell == null) {
      return null;
    }
    String text = cell.strip().replace('\u00a0', ' ');
    return text.isBlank() ? null : text;
  }

  /** Null for the zero guid too. */
  public static @Nullable String ref(@Nullable String cell) {
    String ref = text(cell);
    return NO_REF.equals(ref) ? null : ref;
  }

  /** Null for 1C's empty date, with or without a zone. */
  public static @Nullable String moment(@Nullable String cell) {
    String moment = text(cell);
    return moment == null || moment.startsWith(NO_DATE) ? null : moment;
  }

  /** A moment without a zone is the day it falls on: 1C keeps dates with a time. */
  public static @Nullable String date(@Nullable String cell) {
    String date = moment(cell);
    return date != null && LOCAL_MOMENT.matcher(date).matches()
        ? date.substring(0, NO_DATE.length())
        : date;
  }

  /** {@code 1 233,05} becomes {@code 1233.05}, {@code 1.5E+3} becomes {@code 1500}. */
  public static @Nullable String money(@Nullable String cell) {
    String money = text(cell);
    if (money == null) {
      return null;
    }
    String digits = NOT_IN_NUMBERS.matcher(money).replaceAll("");
    if (WITH_EXPONENT.matcher(digits).matches()) {
      return new BigDecimal(digits).toPlainString();
    }
    return digits.indexOf('.') < 0 ? digits.replace(',', '.') : digits;
  }

  /** A number without a fraction, though it be written with one of zeros. */
  public static @Nullable String whole(@Nullable String cell) {
    String number = money(cell);
    return number == null ? null : NO_CENTS.matcher(number).replaceFirst("$1");
  }

  /** {@code true} or {@code false} for whatever 1C calls so. */
  public static @Nullable String flag(@Nullable String cell) {
    String flag = text(cell);
    if (flag == null) {
      return null;
    }
    return switch (flag) {
      case "1", "Истина", "Да", "True", "TRUE" -> "true";
      case "0", "Ложь", "Нет", "False", "FALSE" -> "false";
      default -> flag;
    };
  }
}
