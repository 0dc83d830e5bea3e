package ru.fitcrm.hub.core.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Required;

/** What people agreed to: added to, never changed. Every call runs inside the club's gate. */
public final class Consents {

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
  private static final int LONGEST_TEXT = 500;

  /** Of two of one moment the one recorded last. */
  private static final String OF_PERSON =
      """
      select c.*, row_number() over (partition by c.channel, c.purpose order by c.at desc, c.id desc) = 1 as current
        from consent c where c.client_id = :client
       order by c.at desc, c.id desc limit 500""";

  private static final String ADD =
      """
      insert into consent (client_id, channel, purpose, given, at, place, text_version, recorded_by, recorded_at)
      values (:client, :channel, :purpose, :given, :at, :place, :textVersion, :by, :now) returning id""";

  private final JdbcClient jdbc;
  private final ClientDirectory directory;
  private final BusinessClock clock;

  public Consents(JdbcClient jdbc, ClientDirectory directory, BusinessClock clock) {
    this.jdbc = jdbc;
    this.directory = directory;
    this.clock = clock;
  }

  /** The newest first. */
  public List<Consent> of(long client) {
    return jdbc.sql(OF_PERSON)
        .param("client", directory.get(client).id())
        .query((row, i) -> consent(row))
        .list();
  }

  /**
   * @param by who records it
   */
  public Consent add(long client, NewConsent said, String by) {
    Instant now = clock.instant();
    long id =
        jdbc.sql(ADD)
            .param("client", directory.writable(client).id())
            .param("channel", required("channel", said.channel(), Consent.Channel.values()).name())
            .param("purpose", required("purpose", said.purpose(), Consent.Purpose.values()).name())
            .param("given", said.given() == null || said.given())
            .param("at", Columns.at(when(said.at(), now)))
            .param("place", limited("place", Required.text("place", said.place())))
            .param("textVersion", textVersion(said.textVersion()), java.sql.Types.VARCHAR)
            .param("by", by)
            .param("now", Columns.at(now))
            .query(Long.class)
            .single();
    return of(client).stream().filter(consent -> consent.id() == id).findFirst().orElseThrow();
  }

  private static Instant when(@Nullable Instant told, Instant now) {
    if (told != null && told.isAfter(now.plus(CLOCKS_DIFFER))) {
      throw new InvalidInput(
          "at", "future", "at must not lie in the future: nobody has agreed yet");
    }
    return told == null ? now : told;
  }

  private static @Nullable String textVersion(@Nullable String text) {
    return text == null || text.isBlank() ? null : limited("textVersion", text.strip());
  }

  private static String limited(String field, String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new InvalidInput(
          field, "too-long", field + " takes at most " + LONGEST_TEXT + " characters");
    }
    return text;
  }

  private static <T> T required(String field, @Nullable T value, T[] allowed) {
    if (value == null) {
      throw new InvalidInput(
          field, "required", field + " is required: one of " + Arrays.toString(allowed));
    }
    return value;
  }

  private static Consent consent(ResultSet row) throws SQLException {
    return new Consent(
        row.getLong("id"),
        row.getLong("client_id"),
        Consent.Channel.valueOf(row.getString("channel")),
        Consent.Purpose.valueOf(row.getString("purpose")),
        row.getBoolean("given"),
        Columns.time(row, "at"),
        row.getString("place"),
        row.getString("text_version"),
        row.getString("recorded_by"),
        Columns.time(row, "recorded_at"),
        row.getBoolean("current"));
  }
}
