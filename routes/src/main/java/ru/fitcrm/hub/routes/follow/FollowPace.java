package ru.fitcrm.hub.routes.follow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.ConnectionId;

/**
 * When a connection is read by itself.
 *
 * @param every between two readings of changes
 * @param home the club's zone: the night is its night
 * @param fullEveryDays how often everything is read, 0 for never
 * @param share where between 0 and 1 this connection stands among the others, so that they do not
 *     all begin at once
 */
record FollowPace(
    Duration every,
    ZoneId home,
    LocalTime nightFrom,
    LocalTime nightTo,
    int fullEveryDays,
    double share) {

  /** Consecutive ids times this, without the whole part, spread evenly. */
  private static final double GOLDEN = 0.6180339887498949;

  private static final Duration AT_MOST_LATE = Duration.ofSeconds(10);

  /** Reads {@code follow} of a connection's settings; what is left out is as usual. */
  static FollowPace of(JsonNode settings, ZoneId home, ConnectionId connection) {
    JsonNode follow = settings.path("follow");
    double place = connection.value() * GOLDEN;
    return new FollowPace(
        Duration.ofMinutes(follow.path("everyMinutes").asLong(3)),
        home,
        LocalTime.parse(follow.path("nightFrom").asText("01:00")),
        LocalTime.parse(follow.path("nightTo").asText("06:00")),
        follow.path("fullEveryDays").asInt(7),
        place - Math.floor(place));
  }

  /** Before the first reading after a start. */
  Duration firstPause(boolean neverRead) {
    Duration longest = neverRead && AT_MOST_LATE.compareTo(every) < 0 ? AT_MOST_LATE : every;
    return Duration.ofMillis((long) (longest.toMillis() * share));
  }

  /**
   * Whether everything is to be read now by itself: at night, each connection at its own moment of
   * the night's first half.
   *
   * @param last when it was last read, null if never
   */
  boolean fullIsDue(Instant now, @Nullable Instant last) {
    if (fullEveryDays == 0 || !isMyTurn(now)) {
      return false;
    }
    return last == null
        || ChronoUnit.HOURS.between(last, now) >= fullEveryDays * 24L - nightLength().toHours();
  }

  /**
   * Whether everybody is to be walked over now by itself: once a night.
   *
   * @param last when the last walk that came to its end began, null if never
   */
  boolean walkIsDue(Instant now, @Nullable Instant last) {
    return isMyTurn(now)
        && (last == null || Duration.between(last, now).compareTo(nightLength()) > 0);
  }

  private boolean isMyTurn(Instant now) {
    Duration begins = Duration.ofMillis((long) (nightLength().toMillis() / 2.0 * share));
    return isNight(now) && sinceNightBegan(now).compareTo(begins) >= 0;
  }

  /** Whether it is the night of the club's 1C. */
  boolean isNight(Instant now) {
    return sinceNightBegan(now).compareTo(nightLength()) < 0;
  }

  private Duration sinceNightBegan(Instant now) {
    return between(nightFrom, now.atZone(home).toLocalTime());
  }

  private Duration nightLength() {
    return between(nightFrom, nightTo);
  }

  /** From one time of day to the next, over midnight too. */
  private static Duration between(LocalTime from, LocalTime to) {
    Duration length = Duration.between(from, to);
    return length.isNegative() ? length.plusDays(1) : length;
  }
}
