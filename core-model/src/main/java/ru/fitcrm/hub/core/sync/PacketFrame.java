package ru.fitcrm.hub.core.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * Whose packet it is and when it is heard.
 *
 * @param now the business clock's time
 * @param newsSince what happened after this is news; null if nothing is
 * @param heardAt when it happened, of what has no time of its own; null if that is not known
 */
record PacketFrame(
    Club club,
    long connection,
    Instant now,
    @Nullable Instant newsSince,
    @Nullable Instant heardAt) {

  private static final Duration NEWS_AGE = Duration.ofHours(24);

  /**
   * @param liveSince when the connection went live; null if it never did
   */
  static PacketFrame of(
      Club club, long connection, Instant now, @Nullable Instant liveSince, Hearing hearing) {
    if (hearing == Hearing.HISTORY || liveSince == null) {
      return new PacketFrame(club, connection, now, null, null);
    }
    Instant dayAgo = now.minus(NEWS_AGE);
    return new PacketFrame(
        club,
        connection,
        now,
        liveSince.isAfter(dayAgo) ? liveSince : dayAgo,
        hearing == Hearing.AS_IT_HAPPENS ? now : null);
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, club.zone());
  }

  /** Whether something that happened then is news. */
  boolean isNews(@Nullable Instant at) {
    return newsSince != null && at != null && at.isAfter(newsSince);
  }

  /** Whether it was brought in a file, which is master of nothing. */
  boolean ofFile() {
    return connection == ConnectionId.FILES.value();
  }

  StatementSpec bind(StatementSpec statement) {
    return statement
        .param("club", club.id())
        .param("connection", connection)
        .param("file", ofFile())
        .param("now", Columns.at(now))
        .param("today", today())
        .param("zone", club.timezone())
        .param("newsSince", Columns.at(newsSince), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .param("heard", Columns.at(heardAt), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
  }
}
