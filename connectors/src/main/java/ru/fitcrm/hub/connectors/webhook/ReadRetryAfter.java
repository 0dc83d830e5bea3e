package ru.fitcrm.hub.connectors.webhook;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** When a receiver wants to be asked again: in seconds or at a date, at most {@link #MOST} off. */
final class ReadRetryAfter {

  /** A receiver cannot put its events off past what they are good for. */
  static final Duration MOST = Duration.ofHours(6);

  private final Clock clock;

  ReadRetryAfter(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param header {@code Retry-After}, null if there was none
   * @return null if it says nothing, or a time that is over
   */
  @Nullable Instant read(@Nullable String header) {
    if (header == null) {
      return null;
    }
    Instant now = clock.instant();
    Instant when = parse(header.strip(), now);
    if (when == null || !when.isAfter(now)) {
      return null;
    }
    Instant latest = now.plus(MOST);
    return when.isAfter(latest) ? latest : when;
  }

  private static @Nullable Instant parse(String header, Instant now) {
    if (header.matches("\\d{1,9}")) {
      return now.plusSeconds(Long.parseLong(header));
    }
    try {
      return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
