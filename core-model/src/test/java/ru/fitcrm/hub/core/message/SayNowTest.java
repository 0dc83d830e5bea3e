package ru.fitcrm.hub.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.inbox.NotYet;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** What may be said to whom and when, on a real database. */
class SayNowTest {

  private static final Outcome TAKEN = new Outcome.Accepted("x-1");
  private static final Outcome DOWN = new Outcome.ConnectionDown("unreachable", "Nobody answers");

  private final ClubWithMessages hub = new ClubWithMessages();
  private final Lease sms = hub.gateway(Channel.SMS);
  private final Client anna = hub.person("Анна", ClubWithMessages.ANNA);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void aMessageIsSentInItsWordsAndItsReceiptsOnlyAdvanceIt() {
    Message put = hub.write(anna.id(), null, Purpose.SERVICE, "Ждём вас");
    assertThat(put.state()).isEqualTo(MessageState.WAITING);

    List<TextToSend> said = hub.send(sms, TAKEN);

    assertThat(said)
        .singleElement()
        .satisfies(
            text -> {
              assertThat(text.address()).isEqualTo(ClubWithMessages.ANNA);
              assertThat(text.text()).isEqualTo("Ждём вас");
              assertThat(text.id()).isEqualTo(hub.club.id() + "-" + put.id());
            });
    assertThat(hub.message(put.id()).state()).isEqualTo(MessageState.ACCEPTED);
    hub.take(sms, ClubWithMessages.receipt("x-1", ChannelNews.Stage.READ));
    hub.take(sms, ClubWithMessages.receipt("x-1", ChannelNews.Stage.DELIVERED));
    hub.take(sms, ClubWithMessages.receipt("x-1", ChannelNews.Stage.FAILED));

    Message now = hub.message(put.id());
    assertThat(now.state()).isEqualTo(MessageState.READ);
    assertThat(now.deliveredAt()).isNotNull();
    assertThat(hub.texts("select type from event where type like 'message.%'"))
        .containsExactly("message.delivered");
  }

  @Test
  void aReceiptThatComesAfterAFailureStillTellsItArrived() {
    Message put = hub.write(anna.id(), null, Purpose.SERVICE, "Ждём вас");
    hub.send(sms, TAKEN);
    hub.take(sms, ClubWithMessages.receipt("x-1", ChannelNews.Stage.FAILED));
    assertThat(hub.message(put.id()).state()).isEqualTo(MessageState.REJECTED);

    hub.take(sms, ClubWithMessages.receipt("x-1", ChannelNews.Stage.DELIVERED));

    assertThat(hub.message(put.id()).state()).isEqualTo(MessageState.DELIVERED);
  }

  @Test
  void aReceiptBeforeTheAnswerIsTakenAgainLater() {
    hub.write(anna.id(), null, Purpose.SERVICE, "Ждём вас");
    assertThat(hub.claim(sms)).hasSize(1);

    assertThatThrownBy(
            () -> hub.take(sms, ClubWithMessages.receipt("x-1", ChannelNews.Stage.DELIVERED)))
        .isInstanceOf(NotYet.class);
    assertThat(
            hub.core
                .in(
                    hub.club,
                    () ->
                        hub.core
                            .get(TakeNews.class)
                            .take(
                                sms.connection().value(),
                                List.of(
                                    ClubWithMessages.receipt(
                                        "another's", ChannelNews.Stage.DELIVERED)),
                                false))
                .strange())
        .as("after minutes it is nobody's")
        .isOne();
  }

  @Test
  void aReceiptOfNobodysMessageIsCountedAndNoMore() {
    assertThat(hub.take(sms, ClubWithMessages.receipt("other", ChannelNews.Stage.READ)).strange())
        .isEqualTo(1);
  }

  @Test
  void advertisingNeedsConsentToItByThisChannel() {
    Message put = hub.write(anna.id(), null, Purpose.AD, "Акция");
    assertThat(hub.send(sms, TAKEN)).isEmpty();
    assertThat(hub.message(put.id()).state()).isEqualTo(MessageState.REJECTED);
    assertThat(hub.message(put.id()).code()).isEqualTo("no-consent");

    hub.consent(anna.id(), "WHATSAPP", "AD", true);
    hub.write(anna.id(), Channel.SMS, Purpose.AD, "Акция");
    assertThat(hub.send(sms, TAKEN)).as("consent to another channel is none to this").isEmpty();

    hub.consent(anna.id(), "SMS", "AD", true);
    hub.write(anna.id(), Channel.SMS, Purpose.AD, "Акция");
    assertThat(hub.send(sms, TAKEN)).hasSize(1);
  }

  @Test
  void aPersonWhoWantsNoServiceMessagesGetsCodesOnly() {
    hub.consent(anna.id(), "SMS", "SERVICE", false);
    hub.write(anna.id(), Channel.SMS, Purpose.SERVICE, "Ждём вас");
    assertThat(hub.send(sms, TAKEN)).isEmpty();

    hub.write(anna.id(), Channel.SMS, Purpose.CODE, "1234");
    assertThat(hub.send(sms, TAKEN)).hasSize(1);
  }

  @Test
  void stopInAnyMessageEndsAdvertisingAtOnceForEverybodyWithTheNumber() {
    Client son = hub.person("Петя", ClubWithMessages.ANNA);
    hub.consent(anna.id(), "SMS", "AD", true);
    hub.consent(son.id(), "SMS", "AD", true);
    Message waiting = hub.write(son.id(), Channel.SMS, Purpose.AD, "Акция");
    hub.update("update outbox_message set next_at = now() + interval '10 hours'");

    hub.take(sms, hub.written(Channel.SMS, ClubWithMessages.ANNA, null, "Стоп, надоели"));

    assertThat(hub.send(sms, TAKEN)).isEmpty();
    assertThat(hub.message(waiting.id()).code()).isEqualTo("no-consent");
    hub.write(anna.id(), Channel.SMS, Purpose.AD, "Акция");
    assertThat(hub.send(sms, TAKEN)).isEmpty();
    assertThat(hub.texts("select distinct place from consent where not given")).hasSize(1);
    assertThat(hub.texts("select reason from task")).as("nobody is to answer a STOP").isEmpty();
  }

  @Test
  void atNightOnlyCodesAreSaidAndTheRestWaitsForTheMorning() {
    hub.quiet(21, 9);
    hub.setTime(LocalTime.of(23, 0));
    Message put = hub.write(anna.id(), null, Purpose.SERVICE, "Ждём вас");
    hub.write(anna.id(), null, Purpose.CODE, "1234");

    assertThat(hub.send(sms, TAKEN)).extracting(TextToSend::text).containsExactly("1234");

    Message held = hub.message(put.id());
    assertThat(held.state()).isEqualTo(MessageState.HELD);
    assertThat(held.heldUntil()).isAfter(hub.now().plus(Duration.ofHours(9)));
    assertThat(
            hub.number(
                "select attempts from outbox_message where good_until > now() + interval '13 hours'"))
        .as("it costs no attempt, and is good for four hours from the morning on")
        .isZero();
    hub.setTime(LocalTime.of(9, 0));
    hub.update("update outbox_message set next_at = now() where state = 'WAITING'");
    assertThat(hub.send(sms, new Outcome.Accepted("x-2"))).hasSize(1);
    assertThat(hub.message(put.id()).state()).isEqualTo(MessageState.ACCEPTED);
  }

  /** Noon in Moscow is four in the morning in New York. */
  @Test
  void itIsNightWhereTheNumberIs() {
    Client far = hub.person("Джон", "+12125551234");
    hub.quiet(21, 9);
    hub.setTime(LocalTime.of(12, 0));
    Message put = hub.write(far.id(), null, Purpose.SERVICE, "We wait for you");
    hub.write(anna.id(), null, Purpose.SERVICE, "Ждём вас");

    assertThat(hub.send(sms, TAKEN)).extracting(TextToSend::text).containsExactly("Ждём вас");
    assertThat(hub.message(put.id()).state()).isEqualTo(MessageState.HELD);
  }

  @Test
  void advertisingIsNotTooOften() {
    hub.consent(anna.id(), "SMS", "AD", true);
    for (int i = 0; i < 3; i++) {
      hub.write(anna.id(), Channel.SMS, Purpose.AD, "Акция " + i);
      assertThat(hub.send(sms, new Outcome.Accepted("x-" + i))).hasSize(1);
    }

    Message fourth = hub.write(anna.id(), Channel.SMS, Purpose.AD, "Акция");
    assertThat(hub.send(sms, TAKEN)).isEmpty();
    assertThat(hub.message(fourth.id()).code()).isEqualTo("too-often");
  }

  @Test
  void anArchivedPersonIsNotAdvertisedTo() {
    hub.consent(anna.id(), "SMS", "AD", true);
    hub.write(anna.id(), Channel.SMS, Purpose.AD, "Акция");
    hub.update("update client set archived_at = now(), archive_reason = 'ушла'");

    assertThat(hub.send(sms, TAKEN)).isEmpty();
    assertThat(hub.texts("select code from message")).containsExactly("archived");
  }

  @Test
  void nothingGoesToPeopleOnceTheLicenceIsOver() {
    hub.update("update licence set valid_until = current_date - 5");
    hub.write(anna.id(), null, Purpose.SERVICE, "Ждём вас");

    assertThat(hub.send(sms, TAKEN)).isEmpty();
    assertThat(hub.texts("select code from message")).containsExactly("licence");
  }

  @Test
  void aFixedLineTakesNoTexts() {
    Client office = hub.person("Контора", "+74951234567");
    hub.write(office.id(), null, Purpose.SERVICE, "Ждём вас");

    assertThat(hub.send(sms, TAKEN)).isEmpty();
    assertThat(hub.texts("select code from message")).containsExactly("not-a-mobile");
  }

  @Test
  void aMessageThatCouldNotGoWaitsAndThenIsTooOld() {
    Message put = hub.write(anna.id(), null, Purpose.SERVICE, "Ждём вас");
    hub.send(sms, DOWN);
    assertThat(hub.message(put.id()).state()).isEqualTo(MessageState.WAITING);

    hub.update("update outbox_message set good_until = now() - interval '1 second'");
    hub.core.get(ru.fitcrm.hub.core.outbox.SweepOutbox.class).sweep();

    assertThat(hub.message(put.id()).state()).isEqualTo(MessageState.EXPIRED);
    assertThat(hub.texts("select type from event where type like 'message.%'"))
        .containsExactly("message.failed");
  }

  @Test
  void wordsAreSaidAgainAsTheyWere() {
    hub.write(anna.id(), null, Purpose.SERVICE, "Ждём вас");
    OutboxMessage turn = hub.claim(sms).getFirst();
    SayNow.Decision first = hub.decide(turn);
    assertThat(hub.decide(turn)).isEqualTo(first);
  }

  @Test
  void whomNoChannelReachesIsSaidAtOnce() {
    Client nobody = hub.person("Без телефона", "+79160000001");
    hub.update("delete from client_phone where client_id = " + nobody.id());

    assertThatThrownBy(() -> hub.write(nobody.id(), null, Purpose.SERVICE, "Ждём вас"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("No channel can reach");
  }
}
