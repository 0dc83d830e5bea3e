package ru.fitcrm.hub.jobs.importing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.fitcrm.hub.core.person.PhoneReading;
import ru.fitcrm.hub.core.person.ReadPhone;

/** Reads cells as people and spreadsheets write them. */
final class ReadCells {

  private static final int DIGITS_OF_A_PHONE = 10;
  private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
  private static final Pattern SCIENTIFIC =
      Pattern.compile("\\+?[0-9]+(?:[.,][0-9]+)?[eEеЕ]\\+?[0-9]{1,2}");
  private static final Pattern PHONES_BETWEEN =
      Pattern.compile("\\s*(?:[;/|\\n]|,(?=\\s*[+0-9(]{2})|\\sи\\s|\\s{2,}(?=[+78]))\\s*");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})(?:[ T].*)?");
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4}|[0-9]{2})(?:\\s?г\\.?)?(?:[ ,T].*)?");
  private static final Pattern IN_WORDS =
      Pattern.compile("([0-9]{1,2})\\s+([а-яё]{3,})\\.?\\s+([0-9]{4})(?:\\s*г.*)?");
  private static final Pattern SERIAL = Pattern.compile("[1-7][0-9]{4}(?:\\.[0-9]+)?");
  private static final Pattern UNIT =
      Pattern.compile("(?i)\\s*(?:₽|руб(?:\\.|лей|ля|ль)?|р\\.?|rub|зан\\.?|занятий|шт\\.?)\\s*$");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]+)?");

  /** «мар» stands before «ма», which is May in every case. */
  private static final List<String> MONTHS =
      List.of("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек");

  private ReadCells() {}

  /** Every number in a cell, several parted by commas, semicolons, slashes or lines. */
  static List<PhoneReading> phones(String cell, String region) {
    List<PhoneReading> read = new ArrayList<>();
    String text = spelledOut(cell);
    for (String part : PHONES_BETWEEN.split(text)) {
      if (!part.isBlank()) {
        read.add(ReadPhone.read(part, region));
      }
    }
    return read;
  }

  /** {@code 7.9161234567E+10}, as a spreadsheet shows a long number, is 79161234567. */
  static String spelledOut(String cell) {
    String text = cell.strip();
    if (!SCIENTIFIC.matcher(text).matches()) {
      return text.endsWith(".0") && text.length() > DIGITS_OF_A_PHONE
          ? text.substring(0, text.length() - 2)
          : text;
    }
    return scientific(text).toPlainString();
  }

  /** Whether a spreadsheet rounded a phone, so that its last digits are lost. */
  static boolean isRounded(String cell) {
    String text = cell.strip();
    return SCIENTIFIC.matcher(text).matches()
        && scientific(text).stripTrailingZeros().precision() < DIGITS_OF_A_PHONE - 1;
  }

  private static BigDecimal scientific(String text) {
    return new BigDecimal(
        text.replace(',', '.').replace('е', 'e').replace('Е', 'e').replace("+", ""));
  }

  /** A date in any usual spelling, day before month; empty if it is none. */
  static Optional<LocalDate> date(String cell) {
    String text = cell.strip().toLowerCase(Locale.ROOT);
    try {
      Matcher year = YEAR_FIRST.matcher(cell.strip());
      if (year.matches()) {
        return Optional.of(LocalDate.of(at(year, 1), at(year, 2), at(year, 3)));
      }
      Matcher day = DAY_FIRST.matcher(cell.strip());
      if (day.matches()) {
        return Optional.of(LocalDate.of(year(day.group(3)), at(day, 2), at(day, 1)));
      }
      Matcher words = IN_WORDS.matcher(text);
      if (words.matches()) {
        return Optional.of(LocalDate.of(at(words, 3), month(words.group(2)), at(words, 1)));
      }
      return SERIAL.matcher(text).matches()
          ? Optional.of(DAY_ZERO.plusDays(new BigDecimal(text).intValue()))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int at(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  /** Of two digits, up to 39 is this century: contracts run on, and few are born before 1940. */
  private static int year(String text) {
    int year = Integer.parseInt(text);
    return text.length() == 4 ? year : year < 40 ? 2000 + year : 1900 + year;
  }

  private static int month(String word) {
    for (int i = 0; i < MONTHS.size(); i++) {
      if (word.startsWith(MONTHS.get(i))) {
        return i + 1;
      }
    }
    throw new DateTimeException("No month is called so");
  }

  /** A number with blanks between thousands, a comma or a point, and a unit after it. */
  static Optional<BigDecimal> number(String cell) {
    String text =
        UNIT.matcher(cell.strip())
            .replaceFirst("")
            .replaceAll("[\\s\\u00A0\\u202F\\u2007']", "")
            .replace('\u2212', '-')
            .replace(',', '.');
    return NUMBER.matcher(text).matches() && text.length() < 20
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
