package ru.fitcrm.hub.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ErasePerson;

/** What people write to the club. */
class HearTextTest {

  private final ClubWithMessages hub = new ClubWithMessages();
  private final Lease sms = hub.gateway(Channel.SMS);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void aKnownPersonsWordsGoToTheirHistoryAndACard() {
    Client anna = hub.person("Анна", ClubWithMessages.ANNA);
    hub.take(sms, hub.written(Channel.SMS, "79161234567", null, "Во сколько йога?"));
    hub.take(sms, hub.written(Channel.SMS, "79161234567", null, "Ау"));

    assertThat(hub.ofClient(anna.id()))
        .extracting(Message::text)
        .containsExactly("Ау", "Во сколько йога?");
    assertThat(hub.texts("select reason || ' / ' || next_step from task where closed_at is null"))
        .containsExactly("Новое сообщение / Ответить");
    assertThat(hub.number("select count(*) from comment where client_id = " + anna.id()))
        .isEqualTo(2);
    assertThat(hub.texts("select kind || ' ' || source || ' ' || first from request"))
        .containsExactly("MESSAGE sms true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"89161234567", "9161234567", "00 7 916 123 45 67", "8 (916) 123-45-67"})
  void aNumberNotToldInFullIsReadByTheClubsRegionAndItsStopCounts(String told) {
    Client anna = hub.person("Анна", ClubWithMessages.ANNA);
    hub.take(sms, hub.written(Channel.SMS, told, null, "СТОП"));

    assertThat(hub.ofClient(anna.id()))
        .extracting(Message::address)
        .containsExactly(ClubWithMessages.ANNA);
    assertThat(hub.texts("select channel || ' ' || address from client_address"))
        .containsExactly("SMS " + ClubWithMessages.ANNA);
    assertThat(hub.number("select count(*) from consent where not given and purpose = 'AD'"))
        .isPositive();
  }

  @Test
  void everySenderWithANameIsOneOfTheirOwnAndTheDigitsInItAreNobodysNumber() {
    Client anna = hub.person("Анна", ClubWithMessages.ANNA);
    hub.take(sms, hub.written(Channel.SMS, "BEELINE", null, "Ваш баланс"));
    hub.take(sms, hub.written(Channel.SMS, "MTS 89161234567", null, "Вам звонили"));
    hub.take(sms, hub.written(Channel.SMS, "MTS 89161234567", null, "Снова"));

    assertThat(hub.texts("select address from client_address order by address"))
        .containsExactly("BEELINE", "MTS 89161234567");
    assertThat(hub.number("select count(*) from client")).isEqualTo(3);
    assertThat(hub.ofClient(anna.id())).isEmpty();
  }

  @Test
  void anUnknownNumberBecomesOneLeadHoweverManyMessagesComeAtOnce() {
    List<CompletableFuture<Void>> writers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () ->
                            hub.take(
                                sms,
                                hub.written(Channel.SMS, ClubWithMessages.ANNA, null, "Привет"))))
            .toList();
    writers.forEach(CompletableFuture::join);

    assertThat(hub.texts("select kind || ' ' || name || ' ' || source from client"))
        .containsExactly("LEAD Анна sms");
    assertThat(hub.number("select count(*) from event where type = 'lead.created'")).isOne();
    assertThat(hub.number("select count(*) from event where type = 'message.received'"))
        .isEqualTo(8);
    assertThat(hub.number("select count(*) from task")).isOne();
  }

  @Test
  void whoWritesInAMessengerWithoutANumberIsOneLeadAndCanBeAnsweredThere() {
    Lease telegram = hub.gateway(Channel.TELEGRAM);
    hub.take(telegram, hub.written(Channel.TELEGRAM, "4711", null, "Привет"));
    hub.take(telegram, hub.written(Channel.TELEGRAM, "4711", null, "Есть кто?"));
    long lead = hub.number("select id from client");

    hub.write(lead, null, Purpose.SERVICE, "Здравствуйте!");

    assertThat(hub.send(telegram, new Outcome.Accepted("t-1")))
        .extracting(TextToSend::address)
        .containsExactly("4711");
    assertThat(hub.number("select count(*) from request where handled_at is not null")).isOne();
  }

  @Test
  void theSameMessageToldTwiceIsHeardOnce() {
    ChannelNews.Written once = hub.written(Channel.SMS, ClubWithMessages.ANNA, null, "Привет");
    hub.take(sms, once);
    hub.take(sms, once);

    assertThat(hub.number("select count(*) from message")).isOne();
  }

  @Test
  void anEmployeeWhoWritesIsNoLead() {
    hub.update(
        "insert into employee (name, phone, role) values ('Оля', '+79161234567', 'RECEPTION')");
    hub.take(sms, hub.written(Channel.SMS, ClubWithMessages.ANNA, null, "Опаздываю"));

    assertThat(hub.number("select count(*) from client")).isZero();
    assertThat(hub.number("select count(*) from message where client_id is null")).isOne();
  }

  @Test
  void whatWasWrittenYesterdayIsHistoryAndNoNews() {
    ChannelNews.Written old =
        new ChannelNews.Written(
            "old",
            Channel.SMS,
            ClubWithMessages.ANNA,
            null,
            null,
            "Привет",
            Clock.systemUTC().instant().minus(Duration.ofHours(30)));
    hub.take(sms, old);

    assertThat(hub.number("select count(*) from message")).isOne();
    assertThat(hub.number("select count(*) from event")).isZero();
  }

  @Test
  void eventsOfMessagesCarryNeitherNamesNorNumbersNorTexts() {
    hub.take(sms, hub.written(Channel.SMS, ClubWithMessages.ANNA, null, "Секрет"));

    assertThat(hub.texts("select data::text from event"))
        .isNotEmpty()
        .allSatisfy(
            data ->
                assertThat(data)
                    .doesNotContain("Анна")
                    .doesNotContain("7916")
                    .doesNotContain("Секрет"));
  }

  @Test
  void whoIsErasedLeavesNeitherWordsNorAddresses() {
    hub.take(sms, hub.written(Channel.SMS, ClubWithMessages.ANNA, null, "Секрет"));
    long lead = hub.number("select id from client");
    hub.write(lead, null, Purpose.SERVICE, "Тайна");

    var unused =
        hub.core.in(
            hub.club,
            () -> hub.core.get(ErasePerson.class).erase(hub.club, lead, "admin@hub.test"));

    assertThat(hub.texts("select coalesce(address, '') || text from message"))
        .containsExactly("—", "—");
    assertThat(hub.send(sms, new Outcome.Accepted("x"))).isEmpty();
    assertThat(hub.number("select count(*) from outbox_message where phone is not null")).isZero();
    assertThat(hub.number("select count(*) from client_address")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "СТОП,true",
    "stop,true",
    "«Стоп».,true",
    "Стоп пожалуйста,true",
    "Хочу STOP!,true",
    "Стоповать,false",
    "нон-стоп,false",
    "Здравствуйте,false"
  })
  void stopIsAWordOfItsOwn(String text, boolean stop) {
    assertThat(StopWord.isIn(text)).isEqualTo(stop);
  }
}
