package ru.fitcrm.hub.core.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.outbox.ClaimOutgoing;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.outbox.SettleOutgoing;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientEdit;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.testing.TestCore;

/** A club that writes to people through gateways a test answers for. */
final class ClubWithMessages implements AutoCloseable {

  static final String ANNA = "+79161234567";

  private final AtomicLong heard = new AtomicLong();
  final TestCore core = new TestCore(Clock.systemUTC());
  final Club club = core.club("Север");

  ClubWithMessages() {
    core.runIn(
        club,
        () ->
            core.get(MessageHours.class)
                .set(new MessageHours.Edit(LocalTime.NOON, LocalTime.NOON, null, null)));
  }

  Lease gateway(Channel channel) {
    return core.gateway(club, channel);
  }

  Client person(String name, String... phones) {
    List<ClientEdit.PhoneEdit> numbers =
        java.util.Arrays.stream(phones)
            .map(phone -> new ClientEdit.PhoneEdit(phone, null))
            .toList();
    return core.in(
        club,
        () ->
            core.get(ClientDesk.class)
                .add(club, new ClientEdit(name, numbers, null, null, null, null, null, null)));
  }

  Message write(long client, @Nullable Channel channel, Purpose purpose, String text) {
    return core.in(
        club,
        () ->
            core.get(WriteMessage.class)
                .write(
                    club,
                    new NewText(client, null, channel, text, null, null, purpose, null),
                    "Оля"));
  }

  /** Does what the sender of a node does: claims, asks whether it may be said, settles. */
  List<TextToSend> send(Lease lease, Outcome... answers) {
    List<TextToSend> said = new java.util.ArrayList<>();
    for (OutboxMessage turn : claim(lease)) {
      SayNow.Decision decision = decide(turn);
      Outcome outcome =
          switch (decision) {
            case SayNow.Decision.Say say -> {
              said.add(say.text());
              yield answers[Math.min(said.size(), answers.length) - 1];
            }
            case SayNow.Decision.Wait wait ->
                new Outcome.Postponed(wait.length(), wait.code(), wait.reason());
            case SayNow.Decision.Drop drop -> new Outcome.Withdrawn(drop.code(), drop.reason());
          };
      core.get(SettleOutgoing.class).settle(lease, turn, outcome, Duration.ZERO);
    }
    return said;
  }

  List<OutboxMessage> claim(Lease lease) {
    return core.get(ClaimOutgoing.class).take(List.of(new ClaimOutgoing.Room(lease, 10)));
  }

  SayNow.Decision decide(OutboxMessage turn) {
    return core.in(club, () -> core.get(SayNow.class).decide(turn));
  }

  Message message(long id) {
    return core.in(club, () -> core.get(MessageLog.class).get(id));
  }

  List<Message> ofClient(long client) {
    return core.in(
        club, () -> core.get(MessageLog.class).ofClient(client, new PageRequest(0, 100)));
  }

  TakeNews.Taken take(Lease lease, ChannelNews... news) {
    return core.in(
        club, () -> core.get(TakeNews.class).take(lease.connection().value(), List.of(news), true));
  }

  ChannelNews.Written written(
      Channel channel, String address, @Nullable String phone, String text) {
    return new ChannelNews.Written(
        "in-" + heard.incrementAndGet(), channel, address, phone, "Анна", text, null);
  }

  static ChannelNews.Receipt receipt(String externalId, ChannelNews.Stage stage) {
    return new ChannelNews.Receipt(externalId, stage, null, null, null);
  }

  void consent(long client, String channel, String purpose, boolean given) {
    update(
        """
        insert into consent (client_id, channel, purpose, given, at, place, recorded_by, recorded_at)
        values (%d, '%s', '%s', %s, now(), 'стойка', 'Оля', now())"""
            .formatted(client, channel, purpose, given));
  }

  /** The club's time of day now. */
  void setTime(LocalTime time) {
    Instant today = Instant.now(Clock.systemUTC());
    core.get(BusinessClock.class)
        .moveTo(
            today
                .atZone(club.zone())
                .toLocalDate()
                .plusDays(1)
                .atTime(time)
                .atZone(club.zone())
                .toInstant());
  }

  void quiet(int from, int until) {
    core.runIn(
        club,
        () ->
            core.get(MessageHours.class)
                .set(
                    new MessageHours.Edit(
                        LocalTime.of(from, 0), LocalTime.of(until, 0), null, null)));
  }

  void rule(String event, String settings) {
    try {
      String checked = TestCore.json().readTree(settings).toString();
      core.runIn(
          club,
          () ->
              jdbc()
                  .sql(
                      """
                      insert into rule (name, event_type, action, settings)
                      values (:name, :event, 'MESSAGE', cast(:settings as jsonb))""")
                  .param("name", "rule " + heard.incrementAndGet())
                  .param("event", event)
                  .param("settings", checked)
                  .update());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  void update(String sql) {
    core.runIn(club, () -> jdbc().sql(sql).update());
  }

  List<String> texts(String sql) {
    return core.in(club, () -> jdbc().sql(sql).query(String.class).list());
  }

  long number(String sql) {
    return core.in(club, () -> jdbc().sql(sql).query(Long.class).single());
  }

  private JdbcClient jdbc() {
    return core.get(JdbcClient.class);
  }

  Instant now() {
    return core.get(BusinessClock.class).instant().atOffset(ZoneOffset.UTC).toInstant();
  }

  @Override
  public void close() {
    core.close();
  }
}
