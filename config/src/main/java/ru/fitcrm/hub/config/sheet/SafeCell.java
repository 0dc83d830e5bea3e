package ru.fitcrm.hub.config.sheet;

import java.util.regex.Pattern;

/** Cells of a table that a spreadsheet takes as text and does not compute. */
public final class SafeCell {

  /** What makes a spreadsheet compute a cell, in full width too; blanks before it do not help. */
  private static final Pattern COMPUTED =
      Pattern.compile(
          "^[\\s\\p{Cntrl}\\p{Z}\\p{Cf}]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]|^[\\t\\r\\n]",
          Pattern.DOTALL);

  /** Grouped by blanks a number is no sum: {@code +7 916 123-45-67} stays as it is. */
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()-]*");

  private SafeCell() {}

  /** The text; what could be computed stands behind an apostrophe. */
  public static String text(String text) {
    return COMPUTED.matcher(text).find() ? "'" + text : text;
  }

  /** A number people can read and dial; what is no number is a text. */
  public static String phone(String phone) {
    return PHONE.matcher(phone).matches() && phone.contains(" ") ? phone : text(phone);
  }
}
