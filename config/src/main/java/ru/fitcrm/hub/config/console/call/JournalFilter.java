package ru.fitcrm.hub.config.console.call;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallPeriod;
import ru.fitcrm.hub.core.call.CallQuery;
import ru.fitcrm.hub.core.call.CallResult;

/**
 * What the journal's page is asked for, as its address says. A word it does not know asks for
 * nothing. Without any period it is the last seven days; {@code from} and {@code to} are days, both
 * included, and empty without an end.
 */
public record JournalFilter(
    @Nullable String period,
    @Nullable String from,
    @Nullable String to,
    @Nullable String direction,
    @Nullable String result,
    @Nullable String employee,
    @Nullable String branch,
    @Nullable String q) {

  CallPeriod days(LocalDate today) {
    CallPeriod.Named named = word(period, CallPeriod.Named.class);
    if (named != null) {
      return named.on(today);
    }
    return from == null && to == null
        ? CallPeriod.Named.WEEK.on(today)
        : new CallPeriod(date(from), date(to));
  }

  /**
   * @param byDigits whether the text may be digits of a number
   */
  CallQuery query(LocalDate today, ZoneId zone, boolean byDigits) {
    CallPeriod days = days(today);
    return new CallQuery(
        days.from(zone),
        days.to(zone),
        word(direction, CallDirection.class),
        word(result, CallResult.class),
        null,
        null,
        id(employee),
        id(branch),
        q,
        byDigits);
  }

  /** Whether more than a period is asked for. */
  public boolean narrowed() {
    return !blank(direction) || !blank(result) || !blank(employee) || !blank(branch) || !blank(q);
  }

  /** The same with another period: what stands behind the question mark. */
  public String during(String named) {
    return others(UriComponentsBuilder.newInstance().queryParam("period", named));
  }

  /** The same days and nothing else. */
  public String onlyDays(LocalDate today) {
    return new JournalFilter(null, null, null, null, null, null, null, null).inDays(days(today));
  }

  /** The same from the newest on. */
  public String fromStart(LocalDate today) {
    return inDays(days(today));
  }

  /** The same, to go on from a call. */
  public String after(LocalDate today, String cursor) {
    return inDays(days(today)) + "&cursor=" + cursor;
  }

  /** The same as the API asks it, where the last day is not included. */
  public String forApi(LocalDate today) {
    CallPeriod days = days(today);
    LocalDate end = days.last() == null ? null : days.last().plusDays(1);
    return inDays(new CallPeriod(days.first(), end));
  }

  private String inDays(CallPeriod days) {
    return others(
        UriComponentsBuilder.newInstance()
            .queryParam("from", text(days.first()))
            .queryParam("to", text(days.last())));
  }

  private static String text(@Nullable LocalDate day) {
    return day == null ? "" : day.toString();
  }

  /** Without the question mark. */
  private String others(UriComponentsBuilder address) {
    Map<String, String> values = new LinkedHashMap<>();
    put(values, "direction", direction);
    put(values, "result", result);
    put(values, "employee", employee);
    put(values, "branch", branch);
    put(values, "q", q);
    values.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
    return address.encode().buildAndExpand(values).toUriString().substring(1);
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      values.put(name, value);
    }
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static <E extends Enum<E>> @Nullable E word(@Nullable String text, Class<E> words) {
    return Arrays.stream(words.getEnumConstants())
        .filter(word -> word.name().equalsIgnoreCase(text))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    try {
      return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Long id(@Nullable String text) {
    try {
      return text == null || text.isBlank() ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
