package ru.fitcrm.hub.core.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.outbox.SettleOutgoing;

/**
 * Takes what a channel tells by itself: receipts advance messages, never back; what people wrote is
 * heard. All of one delivery in one transaction, so that a repetition finds it done. Runs inside
 * the club's gate.
 */
public final class TakeNews {

  private static final Logger LOG = LoggerFactory.getLogger(TakeNews.class);

  private static final String WHOSE =
      """
      select message_id from outbox_message
       where connection_id = :connection and external_id = :externalId and message_id is not null
       order by id desc limit 1""";

  /** Whoever tells of the hub's own id has the message, though nobody saw them take it. */
  private static final String NAME =
      """
      update outbox_message set external_id = :externalId
       where connection_id = :connection and message_id = :message and external_id is null
         and state in ('UNKNOWN', 'WAITING')""";

  private static final String UNDER_WAY =
      "select exists (select 1 from outbox_message where connection_id = :connection and state = 'CLAIMED')";

  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final SettleOutgoing settle;
  private final TextMessages texts;
  private final HearText hear;

  TakeNews(
      JdbcClient jdbc,
      ClubDirectory clubs,
      SettleOutgoing settle,
      TextMessages texts,
      HearText hear) {
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.settle = settle;
    this.texts = texts;
    this.hear = hear;
  }

  /** A receipt came before the answer that names its message: it is to be taken again later. */
  public static final class TooEarly extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooEarly() {
      super("A receipt came before its message's answer");
    }
  }

  /**
   * What it was about.
   *
   * @param client the person, if it was one
   * @param phones of those who wrote, E.164
   * @param strange receipts of messages the hub does not know
   */
  public record Taken(@Nullable Long client, List<String> phones, int strange) {}

  /**
   * @throws TooEarly if a receipt may belong to a message just being sent
   */
  public Taken take(long connection, List<ChannelNews> news) {
    Club club = clubs.here();
    @Nullable Long client = null;
    List<String> phones = new ArrayList<>();
    int strange = 0;
    for (ChannelNews one : news) {
      switch (one) {
        case ChannelNews.Receipt receipt -> strange += receipt(club, connection, receipt) ? 0 : 1;
        case ChannelNews.Written written -> {
          ChannelNews.Written inFull = WriterInFull.of(written, club.region());
          Optional<Long> who = hear.hear(club, connection, inFull);
          client = who.orElse(client);
          Optional.ofNullable(inFull.phone()).ifPresent(phones::add);
        }
      }
    }
    if (strange > 0) {
      LOG.info("{} receipts of connection {} name messages not sent by it", strange, connection);
    }
    return new Taken(client, phones, strange);
  }

  private boolean receipt(Club club, long connection, ChannelNews.Receipt receipt) {
    if (receipt.hubsOwn()) {
      name(club, connection, receipt.externalId());
    }
    Optional<Long> whose = whose(connection, receipt.externalId());
    if (whose.isEmpty()) {
      if (isUnderWay(connection)) {
        throw new TooEarly();
      }
      return false;
    }
    settle.report(club.clubId(), connection, receipt.externalId(), outcome(receipt));
    switch (receipt.stage()) {
      case DELIVERED -> texts.arrived(whose.get(), MessageState.DELIVERED, receipt.at());
      case READ -> texts.arrived(whose.get(), MessageState.READ, receipt.at());
      case ACCEPTED, FAILED -> {}
    }
    return true;
  }

  private static Outcome outcome(ChannelNews.Receipt receipt) {
    return switch (receipt.stage()) {
      case ACCEPTED -> new Outcome.Accepted(receipt.externalId());
      case DELIVERED, READ -> new Outcome.Delivered();
      case FAILED ->
          new Outcome.Rejected(
              receipt.code() == null ? "not-delivered" : receipt.code(),
              receipt.reason() == null ? "It could not be delivered" : receipt.reason());
    };
  }

  private Optional<Long> whose(long connection, String externalId) {
    return jdbc.sql(WHOSE)
        .param("connection", connection)
        .param("externalId", externalId)
        .query(Long.class)
        .optional();
  }

  private void name(Club club, long connection, String id) {
    TextToSend.messageOf(id, club.clubId())
        .ifPresent(
            message ->
                jdbc.sql(NAME)
                    .param("connection", connection)
                    .param("externalId", id)
                    .param("message", message)
                    .update());
  }

  private boolean isUnderWay(long connection) {
    return jdbc.sql(UNDER_WAY).param("connection", connection).query(Boolean.class).single();
  }
}
