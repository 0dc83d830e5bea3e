package ru.fitcrm.hub.config.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Reads what a query string may ask in more than one spelling. */
final class Asked {

  private Asked() {}

  /** A number in E.164, however it is written. */
  static String phone(String text, String region) {
    String e164 = ReadPhone.read(text, region).e164OrNull();
    if (e164 == null) {
      throw new InvalidInput(
          "phone", "phone.invalid", "phone is not a number that exists: write it as +79161234567");
    }
    return e164;
  }

  /**
   * A moment: a time with its zone, or a date, which begins at the club's midnight. A plus that
   * came unescaped in an address arrives as a space.
   */
  static @Nullable Instant time(String field, @Nullable String text, ZoneId zone) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String clean = text.strip().replace(' ', '+');
    try {
      return clean.contains("T")
          ? OffsetDateTime.parse(clean).toInstant()
          : LocalDate.parse(clean).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidInput(
          field,
          "time.invalid",
          field + " must be a time with its zone like 2026-01-31T18:30:00Z, or a date");
    }
  }

  /** One of an enum's words; absent is null. */
  static <E extends Enum<E>> @Nullable E oneOf(
      String field, @Nullable String text, Class<E> words) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return Arrays.stream(words.getEnumConstants())
        .filter(word -> word.name().equals(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    field,
                    "field.invalid",
                    field + " must be one of " + Arrays.toString(words.getEnumConstants())));
  }

  /** A thing's id; absent is null. */
  static @Nullable Long id(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw new InvalidInput(field, "field.invalid", field + " must be a whole number, an id");
    }
  }
}
