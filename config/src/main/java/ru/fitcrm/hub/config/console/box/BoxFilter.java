package ru.fitcrm.hub.config.console.box;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.util.UriComponentsBuilder;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.person.ReadPhone;

/**
 * What is asked for on the pages of inbox and outbox; named like the parameters of the API.
 *
 * @param phone in any spelling
 * @param to the last day, inclusive
 */
record BoxFilter(
    @Nullable Long connection,
    @Nullable String kind,
    @Nullable String state,
    @Nullable String phone,
    @Nullable Long clientId,
    @Nullable String ref,
    @Nullable String externalId,
    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to) {

  /**
   * For a list of a box. A word somebody typed into the address is no state, and does not matter.
   */
  <S extends Enum<S>> BoxQuery among(S[] states, String region, ZoneId zone) {
    boolean known = Arrays.stream(states).anyMatch(one -> one.name().equals(orNull(state)));
    return read(known ? state : null, region, zone);
  }

  /** For a replay. */
  BoxQuery read(String region, ZoneId zone) {
    return read(state, region, zone);
  }

  /** A number that cannot be is looked for as it is written, and not found. */
  private BoxQuery read(@Nullable String wanted, String region, ZoneId zone) {
    String written = orNull(phone);
    String e164 = written == null ? null : ReadPhone.read(written, region).e164OrNull();
    return new BoxQuery(
        connection,
        orNull(kind),
        orNull(wanted),
        e164 == null ? written : e164,
        clientId,
        orNull(ref),
        orNull(externalId),
        start(from, zone),
        to == null ? null : start(to.plusDays(1), zone));
  }

  private static @Nullable Instant start(@Nullable LocalDate day, ZoneId zone) {
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** What was asked for, by name, for links and forms. */
  public Map<String, String> asked() {
    Map<String, String> asked = new LinkedHashMap<>();
    put(asked, "connection", connection);
    put(asked, "kind", orNull(kind));
    put(asked, "state", orNull(state));
    put(asked, "phone", orNull(phone));
    put(asked, "clientId", clientId);
    put(asked, "ref", orNull(ref));
    put(asked, "externalId", orNull(externalId));
    put(asked, "from", from);
    put(asked, "to", to);
    return asked;
  }

  private static void put(Map<String, String> asked, String name, @Nullable Object value) {
    if (value != null) {
      asked.put(name, value.toString());
    }
  }

  public boolean narrowed() {
    return !asked().isEmpty();
  }

  /** Query of the next page, or of the first with an empty cursor. */
  public String query(@Nullable String cursor) {
    UriComponentsBuilder query = UriComponentsBuilder.newInstance();
    asked().forEach((name, value) -> query.queryParam(name, "{" + name + "}"));
    Map<String, Object> values = new LinkedHashMap<>(asked());
    if (cursor != null) {
      query.queryParam("cursor", "{cursor}");
      values.put("cursor", cursor);
    }
    return query.encode().buildAndExpand(values).toUriString();
  }
}
