package ru.fitcrm.hub.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Rules that write to people, by one channel after another. */
class CascadeTest {

  private static final String RULE =
      """
      {"to": "CLIENT", "channels": ["WHATSAPP", "SMS"], "nextAfterMinutes": 10, "purpose": "SERVICE",
       "text": {"ru": "{client.firstName}, вы звонили в {club.name}."}}""";

  private static final Outcome NO = new Outcome.Rejected("131026", "Not on this messenger");

  private final ClubWithMessages hub = new ClubWithMessages();
  private final Client anna = hub.person("Иванова Анна Петровна", ClubWithMessages.ANNA);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void aRuleWritesByTheFirstChannelThatCanReach() {
    Lease sms = hub.gateway(Channel.SMS);
    hub.rule("call.ended", RULE);
    happens("call.ended", 1);

    assertThat(hub.send(sms, new Outcome.Accepted("s-1")))
        .extracting(TextToSend::text)
        .containsExactly("Анна, вы звонили в Север.");
    assertThat(hub.ofClient(anna.id()))
        .singleElement()
        .satisfies(message -> assertThat(message.eventId()).isNotNull());
  }

  @ParameterizedTest
  @CsvSource({"DELIVERED, DELIVERED", "FAILED, REJECTED"})
  void aReceiptByTheHubsOwnIdEndsTheDoubtAboutALostAnswer(
      ChannelNews.Stage stage, MessageState state) {
    Lease sms = hub.gateway(Channel.SMS);
    Message put = hub.write(anna.id(), Channel.SMS, Purpose.SERVICE, "Ждём");
    TextToSend said = hub.send(sms, new Outcome.Unknown("Look there")).getFirst();
    TakeNews.Taken strange =
        hub.take(sms, new ChannelNews.Receipt("9" + said.id(), stage, null, null, null, true));
    assertThat(strange.strange()).isOne();
    assertThat(hub.message(put.id()).state()).isEqualTo(MessageState.UNKNOWN);

    hub.take(sms, new ChannelNews.Receipt(said.id(), stage, null, null, null, true));

    assertThat(hub.message(put.id()).state()).isEqualTo(state);
    assertThat(hub.texts("select state from outbox_message")).containsExactly(state.name());
  }

  @Test
  void aRuleThatSparesWhomSaidStopWritesToThemNoMoreByAnyChannel() {
    Lease sms = hub.gateway(Channel.SMS);
    Lease whatsapp = hub.gateway(Channel.WHATSAPP);
    hub.rule("call.ended", RULE.replace("\"purpose\"", "\"unlessStopped\": true, \"purpose\""));
    hub.rule("booking.made", RULE);
    happens("call.ended", 1);
    assertThat(hub.send(whatsapp, NO)).hasSize(1);
    assertThat(hub.send(sms, new Outcome.Accepted("s-1"))).as("no advertising").hasSize(1);

    hub.take(sms, hub.written(Channel.SMS, ClubWithMessages.ANNA, null, "СТОП"));
    happens("call.ended", 2);
    assertThat(hub.send(whatsapp, NO)).isEmpty();
    assertThat(hub.send(sms, NO)).isEmpty();
    assertThat(hub.ofClient(anna.id()).getFirst().code()).isEqualTo("stopped");

    happens("booking.made", 3);
    assertThat(hub.send(whatsapp, new Outcome.Accepted("w-1"))).as("another rule's").hasSize(1);
  }

  @Test
  void aRulesFileGoesAlongAndStaysWithItsMessage() {
    Lease whatsapp = hub.gateway(Channel.WHATSAPP);
    hub.rule(
        "call.ended",
        RULE.replace(
            "\"purpose\"",
            "\"media\": {\"kind\": \"IMAGE\", \"url\": \"https://club.ru/1.png\"}, \"purpose\""));
    happens("call.ended", 1);

    assertThat(hub.send(whatsapp, new Outcome.Accepted("w-1")))
        .extracting(TextToSend::media)
        .containsExactly(
            new TextToSend.Media(TextToSend.Media.Kind.IMAGE, "https://club.ru/1.png", null));
    assertThat(hub.ofClient(anna.id()).getFirst().media())
        .isEqualTo(
            new MessageFile(
                TextToSend.Media.Kind.IMAGE, "https://club.ru/1.png", null, null, null));
  }

  @Test
  void anApprovedTextBeginsATalkInEveryTryAndOwnWordsGoIntoOneThatGoesOn() {
    Lease whatsapp = hub.gateway(Channel.WHATSAPP);
    hub.rule(
        "call.ended",
        RULE.replace(
            "\"purpose\"",
            "\"approved\": {\"name\": \"call_us\", \"language\": \"ru\"}, \"purpose\""));
    happens("call.ended", 1);
    assertThat(hub.send(whatsapp, new Outcome.Accepted("w-1")))
        .extracting(TextToSend::template)
        .doesNotContainNull();
    assertThat(hub.texts("select template ->> 'name' from message")).containsExactly("call_us");

    hub.take(
        whatsapp, hub.written(Channel.WHATSAPP, ClubWithMessages.ANNA, null, "А скидка есть?"));
    happens("call.ended", 2);
    assertThat(hub.send(whatsapp, new Outcome.Accepted("w-2")))
        .extracting(TextToSend::template)
        .containsExactly((TextToSend.Template) null);

    hub.core.get(BusinessClock.class).moveTo(hub.now().plus(Duration.ofHours(24)));
    happens("call.ended", 3);
    assertThat(hub.send(whatsapp, new Outcome.Accepted("w-3")))
        .extracting(TextToSend::template)
        .doesNotContainNull();
  }

  @Test
  void theSameEventToldTwiceWritesOnce() {
    hub.gateway(Channel.SMS);
    hub.rule("call.ended", RULE);
    happens("call.ended", 1);
    happens("call.ended", 1);

    assertThat(hub.number("select count(*) from message")).isOne();
    assertThat(hub.number("select count(*) from outbox_message")).isOne();
  }

  @Test
  void aPermanentErrorGoesToTheNextChannelAtOnce() {
    Lease whatsapp = hub.gateway(Channel.WHATSAPP);
    Lease sms = hub.gateway(Channel.SMS);
    hub.rule("call.ended", RULE);
    happens("call.ended", 1);

    assertThat(hub.send(whatsapp, NO)).hasSize(1);
    assertThat(hub.send(sms, new Outcome.Accepted("s-1"))).hasSize(1);

    Message message = hub.ofClient(anna.id()).getFirst();
    assertThat(message.channel()).isEqualTo(Channel.SMS);
    assertThat(message.state()).isEqualTo(MessageState.ACCEPTED);
    assertThat(hub.texts("select type from event where type like 'message.%'")).isEmpty();
  }

  @Test
  void afterTheLastChannelItHasFailedOnceAndSaysWhy() {
    Lease whatsapp = hub.gateway(Channel.WHATSAPP);
    Lease sms = hub.gateway(Channel.SMS);
    hub.rule("call.ended", RULE);
    happens("call.ended", 1);
    hub.send(whatsapp, NO);
    hub.send(sms, new Outcome.Rejected("215", "In the stop list"));

    Message message = hub.ofClient(anna.id()).getFirst();
    assertThat(message.state()).isEqualTo(MessageState.REJECTED);
    assertThat(message.code()).isEqualTo("215");
    assertThat(hub.texts("select type from event where type like 'message.%'"))
        .containsExactly("message.failed");
  }

  @Test
  void whatIsNotDeliveredInTimeGoesByTheNextChannelAndALateReceiptEndsIt() {
    Lease whatsapp = hub.gateway(Channel.WHATSAPP);
    Lease sms = hub.gateway(Channel.SMS);
    hub.rule("call.ended", RULE);
    happens("call.ended", 1);
    hub.send(whatsapp, new Outcome.Accepted("w-1"));
    assertThat(sweep()).as("ten minutes are not over").isZero();

    hub.update("update message set way_due_at = way_due_at - interval '10 minutes'");
    assertThat(sweep()).isEqualTo(1);
    assertThat(sweep()).isZero();
    assertThat(hub.ofClient(anna.id()).getFirst().channel()).isEqualTo(Channel.SMS);
    hub.take(whatsapp, ClubWithMessages.receipt("w-1", ChannelNews.Stage.DELIVERED));

    assertThat(hub.send(sms, new Outcome.Accepted("s-1"))).as("it is there already").isEmpty();
    assertThat(hub.ofClient(anna.id()).getFirst().state()).isEqualTo(MessageState.DELIVERED);
  }

  @Test
  void whatADownChannelStillHoldsIsWithdrawnThereWhenTheNextOneTakesIt() {
    Lease whatsapp = hub.gateway(Channel.WHATSAPP);
    Lease sms = hub.gateway(Channel.SMS);
    hub.rule("call.ended", RULE);
    happens("call.ended", 1);
    hub.update("update message set way_due_at = now()");
    sweep();

    assertThat(hub.send(whatsapp, NO)).isEmpty();
    assertThat(hub.send(sms, new Outcome.Accepted("s-1"))).hasSize(1);
    assertThat(hub.texts("select code from outbox_message where state = 'REJECTED'"))
        .containsExactly("other-channel");
  }

  @Test
  void whatIsBeingSentIsNotGivenToAnotherChannel() {
    Lease whatsapp = hub.gateway(Channel.WHATSAPP);
    hub.gateway(Channel.SMS);
    hub.rule("call.ended", RULE);
    happens("call.ended", 1);
    List<OutboxMessage> underWay = hub.claim(whatsapp);
    assertThat(underWay).hasSize(1);
    hub.update("update message set way_due_at = now()");

    assertThat(sweep()).isZero();
  }

  @Test
  void aMessengerReachesOnlyWhoWroteThereFirst() {
    Lease max = hub.gateway(Channel.MAX);
    Lease sms = hub.gateway(Channel.SMS);
    hub.rule("call.ended", RULE.replace("WHATSAPP", "MAX"));
    happens("call.ended", 1);
    assertThat(hub.send(max, NO)).isEmpty();
    assertThat(hub.send(sms, new Outcome.Accepted("s-1"))).hasSize(1);

    hub.take(max, hub.written(Channel.MAX, "chat-7", ClubWithMessages.ANNA, "Здравствуйте"));
    happens("call.ended", 2);
    assertThat(hub.send(max, new Outcome.Accepted("m-1")))
        .extracting(TextToSend::address)
        .containsExactly("chat-7");
  }

  @Test
  void aMessagesOwnEventNeverWritesToThePersonItWasWith() {
    Lease sms = hub.gateway(Channel.SMS);
    hub.rule("message.received", RULE);
    hub.rule("message.failed", RULE);
    hub.take(sms, hub.written(Channel.SMS, ClubWithMessages.ANNA, null, "Привет"));

    assertThat(hub.number("select count(*) from message where direction = 'OUTGOING'")).isZero();
  }

  @Test
  void whatAMessagesEventMadeTellsNoEventItself() {
    Lease sms = hub.gateway(Channel.SMS);
    hub.rule(
        "message.failed",
        """
        {"to": "FIXED", "addresses": {"SMS": "+79169999999"}, "channels": ["SMS"], "text": {"ru": "Не дошло"}}""");
    hub.write(anna.id(), null, Purpose.SERVICE, "Ждём вас");
    hub.send(sms, NO);
    assertThat(hub.send(sms, NO)).extracting(TextToSend::address).containsExactly("+79169999999");

    assertThat(hub.send(sms, NO)).isEmpty();
    assertThat(hub.number("select count(*) from event where type = 'message.failed'")).isOne();
  }

  @Test
  void employeesAreToldByTheirNumber() {
    Lease sms = hub.gateway(Channel.SMS);
    hub.update(
        "insert into employee (name, phone, role) values ('Оля', '+79165555555', 'RECEPTION')");
    hub.update("update client set responsible_id = (select id from employee)");
    hub.rule("call.ended", RULE.replace("CLIENT", "RESPONSIBLE"));
    hub.rule("call.ended", RULE.replace("CLIENT", "RECEPTION"));
    happens("call.ended", 1);

    for (int i = 0; i < 2; i++) {
      assertThat(hub.send(sms, new Outcome.Accepted("s-" + i)))
          .as("to one number one after another")
          .extracting(TextToSend::address)
          .containsExactly("+79165555555");
    }
  }

  private int sweep() {
    return hub.core.get(GiveWays.class).sweep();
  }

  private void happens(String type, long subject) {
    Instant now = hub.now();
    NewEvent event =
        NewEvent.once(type, "call", subject, anna.id(), Map.of("result", "MISSED"), now);
    var unused =
        hub.core.in(
            hub.club,
            () ->
                hub.core
                    .get(Journal.class)
                    .append(List.of(event), now, LocalDate.ofInstant(now, hub.club.zone())));
  }
}
