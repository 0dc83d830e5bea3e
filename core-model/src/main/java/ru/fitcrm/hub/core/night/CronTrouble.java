package ru.fitcrm.hub.core.night;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * What is wrong with a cron text: which field, and how to mend it.
 *
 * @param part the field to blame, null where it is the whole
 * @param text what stands there, as it was typed
 * @param bound the least or most that may stand there; of {@link Fault#FIELDS} how many fields
 *     there are
 */
public record CronTrouble(Fault fault, @Nullable Part part, String text, int bound) {

  /** No-break and other spaces of texts that were copied, too. */
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  private static final LocalDateTime A_LEAP_YEAR = LocalDateTime.of(2024, 1, 1, 0, 0);
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> WEEKDAYS =
      List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

  /** What may be wrong. */
  public enum Fault {
    /** There are not five or six fields. */
    FIELDS,
    BELOW,
    ABOVE,
    /** A range that ends before it begins. */
    ORDER,
    /** A step below one. */
    STEP,
    UNREADABLE,
    /** It reads well and no day is such, as the 30th of February. */
    NEVER
  }

  /** The fields, in their order. */
  public enum Part {
    SECOND("seconds", 0, 59, "%s 0 0 * * *"),
    MINUTE("minutes", 0, 59, "0 %s 0 * * *"),
    HOUR("hours", 0, 23, "0 0 %s * * *"),
    DAY("day of the month", 1, 31, "0 0 0 %s * *"),
    MONTH("month", 1, 12, "0 0 0 * %s *"),
    WEEKDAY("day of the week", 0, 7, "0 0 0 * * %s");

    private final String words;
    private final int least;
    private final int most;

    /** A cron text with a place for this field alone. */
    private final String alone;

    Part(String words, int least, int most, String alone) {
      this.words = words;
      this.alone = alone;
      this.least = least;
      this.most = most;
    }
  }

  /** The first thing that is wrong with a cron text; empty if it can be used. */
  public static Optional<CronTrouble> of(String cron) {
    List<String> fields = fields(cron);
    String clean = clean(cron);
    if (fields.size() == 1 && clean.startsWith("@")) {
      return reads(clean) ? Optional.empty() : unreadable(null, clean);
    }
    if (fields.size() != 5 && fields.size() != 6) {
      return Optional.of(new CronTrouble(Fault.FIELDS, null, clean, fields.size()));
    }
    return inFields(fields).or(() -> asAWhole(clean));
  }

  /** Reads a cron text in which nothing is wrong. */
  static CronExpression parse(String cron) {
    String clean = clean(cron);
    return CronExpression.parse(fields(cron).size() == 5 ? "0 " + clean : clean);
  }

  /** With one space between the fields, whatever was typed or copied there. */
  static String clean(String cron) {
    return String.join(" ", fields(cron));
  }

  private static List<String> fields(String cron) {
    return SPACE.splitAsStream(cron).filter(field -> !field.isEmpty()).toList();
  }

  private static Optional<CronTrouble> inFields(List<String> fields) {
    List<Part> parts = new ArrayList<>(List.of(Part.values()));
    if (fields.size() == 5) {
      parts.remove(Part.SECOND);
    }
    for (int i = 0; i < fields.size(); i++) {
      Optional<CronTrouble> found = inField(parts.get(i), fields.get(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<CronTrouble> inField(Part part, String field) {
    // Digits of other scripts would be read as ours.
    if (!field.matches("\\p{ASCII}+")) {
      return unreadable(part, field);
    }
    for (String item : field.split(",", -1)) {
      Optional<CronTrouble> found = inItem(part, item);
      if (found.isPresent()) {
        return found;
      }
    }
    return reads(part.alone.formatted(field)) ? Optional.empty() : unreadable(part, field);
  }

  /** One of those between commas: {@code 5}, {@code 1-5}, {@code 0-30/10}, {@code MON-FRI}. */
  private static Optional<CronTrouble> inItem(Part part, String item) {
    String[] range = item.split("/", 2);
    if (range.length == 2 && range[1].matches("0+|-[0-9]+")) {
      return Optional.of(new CronTrouble(Fault.STEP, part, range[1], 1));
    }
    String[] ends = range[0].split("-", 2);
    List<Integer> numbers = new ArrayList<>();
    for (String end : ends) {
      Integer number = number(part, end);
      if (number == null) {
        return Optional.empty();
      }
      if (number < part.least || number > part.most) {
        boolean above = number > part.most;
        return Optional.of(
            new CronTrouble(
                above ? Fault.ABOVE : Fault.BELOW, part, end, above ? part.most : part.least));
      }
      numbers.add(number);
    }
    // Sunday is the day before Monday as well as the one after Saturday.
    boolean fromSunday = part == Part.WEEKDAY && numbers.getFirst() == 7;
    return numbers.size() == 2 && numbers.get(0) > numbers.get(1) && !fromSunday
        ? Optional.of(new CronTrouble(Fault.ORDER, part, range[0], 0))
        : Optional.empty();
  }

  /** Null if it is none: special letters are judged with the whole field. */
  private static @Nullable Integer number(Part part, String text) {
    if (text.matches("[0-9]{1,6}")) {
      return Integer.valueOf(text);
    }
    int at = namesOf(part).indexOf(text.toUpperCase(Locale.ROOT));
    return at < 0 ? null : Integer.valueOf(at + 1);
  }

  private static List<String> namesOf(Part part) {
    return switch (part) {
      case MONTH -> MONTHS;
      case WEEKDAY -> WEEKDAYS;
      case SECOND, MINUTE, HOUR, DAY -> List.of();
    };
  }

  private static Optional<CronTrouble> asAWhole(String cron) {
    if (parse(cron).next(A_LEAP_YEAR) != null) {
      return Optional.empty();
    }
    return Optional.of(new CronTrouble(Fault.NEVER, null, cron, 0));
  }

  private static boolean reads(String cron) {
    return CronExpression.isValidExpression(cron);
  }

  private static Optional<CronTrouble> unreadable(@Nullable Part part, String text) {
    return Optional.of(new CronTrouble(Fault.UNREADABLE, part, text, 0));
  }

  /** For callers of the API. */
  String inEnglish() {
    String where = part == null ? "cron" : "cron, " + part.words;
    return where
        + ": "
        + switch (fault) {
          case FIELDS ->
              "five fields are needed (minute, hour, day, month, day of the week) like '0 3 * * *',"
                  + " there are "
                  + bound;
          case BELOW -> text + " is less than " + bound;
          case ABOVE -> text + " is more than " + bound;
          case ORDER -> text + " ends before it begins; write it as two ranges with a comma";
          case STEP -> "the step " + text + " must be 1 or more";
          case UNREADABLE ->
              "'" + text + "' cannot be read; use numbers, ranges 1-5, lists 1,3,5, *";
          case NEVER -> "'" + text + "' never comes: there is no such day";
        };
  }
}
