package ru.fitcrm.hub.core.message;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.person.ClientKind;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * A person wrote: their words go to their history and become an event, an unknown person becomes a
 * lead, and «СТОП» takes their consent to advertising back. Runs inside the club's gate.
 */
final class HearText {

  /** What is older than this is history: kept, but no news. */
  private static final Duration NEWS = Duration.ofHours(24);

  private static final String INSERT =
      """
      insert into message (direction, purpose, state, client_id, channel, connection_id, address, text, media,
                           external_id, created_at, sent_at, delivered_at)
      values ('INCOMING', 'SERVICE', 'DELIVERED', :client, :channel, :connection, :address, :text,
              cast(:media as jsonb), :externalId, :now, :sentAt, :now)
      returning id""";

  private static final String IS_KNOWN =
      """
      select exists (select 1 from message
                      where connection_id = :connection and external_id = :externalId and direction = 'INCOMING')""";

  private static final String ASK =
      """
      insert into request (client_id, kind, source, message_id, first, received_at)
      select :client, 'MESSAGE', :source, :message, not exists (select 1 from request where client_id = :client), :now
       where not exists (select 1 from request
                          where client_id = :client and kind = 'MESSAGE' and handled_at is null)""";

  private static final String STOP = SqlFile.read(HearText.class, "stop_ads.sql");

  private final JdbcClient jdbc;
  private final FindWriter writers;
  private final Journal journal;
  private final BusinessClock clock;
  private final Clock system;

  HearText(
      JdbcClient jdbc, FindWriter writers, Journal journal, BusinessClock clock, Clock system) {
    this.jdbc = jdbc;
    this.writers = writers;
    this.journal = journal;
    this.clock = clock;
    this.system = system;
  }

  /**
   * @param written as {@link WriterInFull} puts it
   * @return who wrote; empty if nobody of the base did, or it was heard before
   */
  Optional<Long> hear(Club club, long connection, ChannelNews.Written written) {
    if (isKnown(connection, written)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    FindWriter.Writer writer = writers.find(connection, written, now);
    long id = insert(connection, written, writer.client(), now);
    boolean stop = StopWord.isIn(written.text());
    Long client = writer.client();
    if (stop) {
      stopAds(client, writer.phone(), written, now);
    }
    if (client == null) {
      return Optional.empty();
    }
    ask(client, writer, id, now);
    if (isNews(written)) {
      tell(club, connection, written, writer, client, id, stop, now);
    }
    return Optional.of(client);
  }

  private boolean isKnown(long connection, ChannelNews.Written written) {
    return jdbc.sql(IS_KNOWN)
        .param("connection", connection)
        .param("externalId", written.externalId())
        .query(Boolean.class)
        .single();
  }

  private long insert(
      long connection, ChannelNews.Written written, @Nullable Long client, Instant now) {
    return jdbc.sql(INSERT)
        .param("client", client, Types.BIGINT)
        .param("channel", written.channel().name())
        .param("connection", connection)
        .param("address", written.address())
        .param("text", written.text())
        .param("media", MessageRows.stored(written.file()), Types.VARCHAR)
        .param("externalId", written.externalId())
        .param("now", Columns.at(now))
        .param("sentAt", Columns.at(written.at()), Types.TIMESTAMP_WITH_TIMEZONE)
        .query(Long.class)
        .single();
  }

  /** Everybody with the number: who of a family wrote, nobody knows. */
  private void stopAds(
      @Nullable Long client, @Nullable String phone, ChannelNews.Written written, Instant now) {
    jdbc.sql(STOP)
        .param("client", client, Types.BIGINT)
        .param("phone", phone, Types.VARCHAR)
        .param("at", Columns.at(now))
        .param("place", "Сообщение по каналу " + written.channel())
        .update();
  }

  private void ask(long client, FindWriter.Writer writer, long message, Instant now) {
    jdbc.sql(ASK)
        .param("client", client)
        .param("source", writer.source())
        .param("message", message)
        .param("now", Columns.at(now))
        .update();
  }

  private boolean isNews(ChannelNews.Written written) {
    Instant at = written.at();
    return at == null || at.isAfter(system.instant().minus(NEWS));
  }

  private void tell(
      Club club,
      long connection,
      ChannelNews.Written written,
      FindWriter.Writer writer,
      long client,
      long message,
      boolean stop,
      Instant now) {
    List<NewEvent> events = new ArrayList<>();
    if (writer.newLead()) {
      events.add(
          NewEvent.once(
              "lead.created",
              "client",
              client,
              client,
              Map.of("source", writer.source(), "messageId", message, "via", "message"),
              now));
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("messageId", message);
    data.put("channel", written.channel().name());
    data.put("connectionId", connection);
    data.put("clientId", client);
    data.put("party", writer.kind() == ClientKind.LEAD ? "LEAD" : "CLIENT");
    data.put("newLead", writer.newLead());
    data.put("stop", stop);
    events.add(NewEvent.once("message.received", "message", message, client, data, now));
    journal.append(events, now, LocalDate.ofInstant(now, club.zone()));
  }
}
