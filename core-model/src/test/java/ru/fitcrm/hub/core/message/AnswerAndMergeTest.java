package ru.fitcrm.hub.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.MergePeople;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** What follows from an answer, from a merge of two people, and from a clock that is moved. */
class AnswerAndMergeTest {

  private static final String OLGA = "+79161234568";

  private final ClubWithMessages hub = new ClubWithMessages();
  private final Lease sms = hub.gateway(Channel.SMS);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void anAnswerClosesTheCardThatAskedForOneAndHandlesTheRequest() {
    Client anna = hub.person("Анна", ClubWithMessages.ANNA);
    hub.take(sms, hub.written(Channel.SMS, ClubWithMessages.ANNA, null, "Во сколько йога?"));
    assertThat(hub.texts("select next_step from task where closed_at is null"))
        .containsExactly("Ответить");

    hub.write(anna.id(), null, Purpose.SERVICE, "В 19:00");

    assertThat(hub.number("select count(*) from task where closed_at is null")).isZero();
    assertThat(hub.texts("select handled_by from request where handled_at is not null"))
        .containsExactly("Оля");
    hub.write(anna.id(), null, Purpose.SERVICE, "И в 20:00");
    assertThat(hub.number("select count(*) from event where type = 'message.answered'")).isOne();
  }

  @Test
  void advertisingIsNoAnswer() {
    Client anna = hub.person("Анна", ClubWithMessages.ANNA);
    hub.take(sms, hub.written(Channel.SMS, ClubWithMessages.ANNA, null, "Во сколько йога?"));
    hub.write(anna.id(), null, Purpose.AD, "Акция");
    assertThat(hub.number("select count(*) from task where closed_at is null")).isOne();
    assertThat(hub.number("select count(*) from request where handled_at is null")).isOne();
  }

  @Test
  void aMergeBringsTheTalkAndItsUndoTakesItBack() {
    Client anna = hub.person("Анна", ClubWithMessages.ANNA);
    hub.take(sms, hub.written(Channel.SMS, OLGA, null, "Хочу записаться"));
    long lead = hub.number("select client_id from request");
    hub.consent(lead, "SMS", "AD", true);

    long merge =
        hub.core.in(
            hub.club,
            () -> hub.core.get(MergePeople.class).merge(hub.club, anna.id(), lead, "Оля", true));
    assertThat(owners()).containsOnly(anna.id());

    hub.core.runIn(
        hub.club, () -> hub.core.get(MergePeople.class).undo(hub.club, anna.id(), merge));
    assertThat(owners()).containsOnly(lead);
  }

  private List<Long> owners() {
    return hub
        .texts(
            """
            select client_id::text from message union all select client_id::text from request
            union all select client_id::text from consent
            union all select client_id::text from client_address""")
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  @Test
  void stopFromANumberOfAnEmployeeWhoIsAClientEndsTheirAdvertising() {
    Client anna = hub.person("Анна", ClubWithMessages.ANNA);
    hub.consent(anna.id(), "SMS", "AD", true);
    hub.update(
        "insert into employee (name, phone, role) values ('Анна', '"
            + ClubWithMessages.ANNA
            + "', 'TRAINER')");
    hub.take(sms, hub.written(Channel.SMS, ClubWithMessages.ANNA, null, " Stop "));
    Message ad = hub.write(anna.id(), Channel.SMS, Purpose.AD, "Акция");
    assertThat(hub.send(sms)).isEmpty();
    assertThat(hub.message(ad.id()).code()).isEqualTo("no-consent");
  }

  @Test
  void whatIsHeldForTheNightGoesWhenTheClockIsMovedToTheMorning() {
    hub.quiet(21, 9);
    hub.setTime(LocalTime.of(23, 0));
    Client anna = hub.person("Анна", ClubWithMessages.ANNA);
    Message message = hub.write(anna.id(), Channel.SMS, Purpose.SERVICE, "Ждём вас");
    assertThat(hub.send(sms)).isEmpty();
    assertThat(hub.message(message.id()).state()).isEqualTo(MessageState.HELD);

    Instant morning = java.util.Objects.requireNonNull(hub.message(message.id()).heldUntil());
    hub.core.get(BusinessClock.class).moveTo(morning.plusSeconds(60));
    assertThat(hub.claim(sms)).as("nobody was woken").isEmpty();
    assertThat(hub.core.get(WakeHeld.class).wake()).isOne();

    assertThat(hub.send(sms, new Outcome.Accepted("g-1"))).hasSize(1);
    assertThat(hub.message(message.id()).state()).isEqualTo(MessageState.ACCEPTED);
  }

  @Test
  void whatIsWokenTooEarlyIsHeldAnew() {
    hub.quiet(21, 9);
    hub.setTime(LocalTime.of(23, 0));
    Client anna = hub.person("Анна", ClubWithMessages.ANNA);
    Message message = hub.write(anna.id(), Channel.SMS, Purpose.SERVICE, "Ждём вас");
    hub.send(sms);
    hub.core.get(WakeHeld.class).wake();
    assertThat(hub.send(sms)).isEmpty();
    assertThat(hub.message(message.id()).state()).isEqualTo(MessageState.HELD);
  }
}
