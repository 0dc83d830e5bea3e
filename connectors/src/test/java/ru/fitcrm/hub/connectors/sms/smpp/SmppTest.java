package ru.fitcrm.hub.connectors.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.MessageConnector.Arrivals;
import ru.fitcrm.hub.connectors.sms.smpp.SmppSettings.Ids;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;
import ru.fitcrm.hub.core.message.ChannelNews.Receipt;
import ru.fitcrm.hub.core.message.ChannelNews.Stage;
import ru.fitcrm.hub.core.message.ChannelNews.Written;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.sandbox.sms.SandboxSmpp;
import ru.fitcrm.hub.sandbox.sms.SandboxSmpp.Manners;
import ru.fitcrm.hub.sandbox.sms.SubmittedPart;

/** Against an SMSC on a real socket. */
class SmppTest {

  private static final String PHONE = "+79031112233";

  private final SmppConnector connector = new SmppConnector(Clock.systemUTC());
  private final Kept kept = new Kept();
  private SandboxSmpp smsc = SandboxSmpp.start(0, Manners.USUAL);
  private @Nullable MessageChannel channel;

  /** What was written down, unless it could not be. */
  private static final class Kept implements Arrivals {

    private final List<RawBody> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public void keep(@Nullable String externalId, RawBody body) {
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("The database is away");
      }
      bodies.add(body);
    }
  }

  @AfterEach
  void close() {
    if (channel != null) {
      channel.close();
    }
    smsc.close();
  }

  private SmppSettings settings(String password, Ids ids, int partsPerSecond) {
    return SmppSettings.read(
        "127.0.0.1",
        smsc.port(),
        false,
        SandboxSmpp.SYSTEM_ID,
        password,
        null,
        "FITCLUB",
        partsPerSecond,
        ids,
        2,
        1);
  }

  private SmppSettings settings() {
    return settings(SandboxSmpp.PASSWORD, Ids.SAME, 1_000);
  }

  private MessageChannel open(SmppSettings settings) {
    MessageChannel made = connector.open(settings, kept);
    channel = made;
    return made;
  }

  private static TextToSend message(String text) {
    return new TextToSend("3-17", Channel.SMS, PHONE, null, text, Purpose.SERVICE, null);
  }

  private Outcome send(String text) {
    return open(settings()).send(message(text));
  }

  private List<ChannelNews> news(SmppSettings settings) {
    return kept.bodies.stream().flatMap(body -> connector.read(settings, body).stream()).toList();
  }

  // ---- out

  @Test
  void cyrillicGoesOutAsUcs2NotAsQuestionMarks() {
    assertThat(send("Привет, клуб")).isInstanceOf(Outcome.Accepted.class);
    assertThat(smsc.parts())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.text()).isEqualTo("Привет, клуб");
              assertThat(part.coding()).isEqualTo(8);
              assertThat(part.esmClass()).isZero();
              assertThat(part.dest()).isEqualTo("79031112233");
              assertThat(part.source()).isEqualTo("FITCLUB");
              assertThat(part.validity()).isEqualTo("000000040000000R");
            });
  }

  @Test
  void latinWithBracketsGoesOutInTheAlphabetOfPhones() {
    send("[x] € @");
    assertThat(smsc.parts().get(0).coding()).isZero();
    assertThat(smsc.parts().get(0).text()).isEqualTo("\u001b<x\u001b> \u001be \u0000");
  }

  @Test
  void aLongTextGoesInNumberedPartsAndItsLastAsksForTheReceipt() {
    Outcome outcome = send("Ж".repeat(66) + "😀" + "Ж".repeat(100));
    assertThat(smsc.parts())
        .extracting(part -> part.header().substring(0, 6), part -> part.header().substring(8))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("050003", "0301"),
            org.assertj.core.groups.Tuple.tuple("050003", "0302"),
            org.assertj.core.groups.Tuple.tuple("050003", "0303"));
    assertThat(smsc.parts())
        .extracting(part -> part.header().substring(6, 8))
        .containsOnly(smsc.parts().get(0).header().substring(6, 8));
    assertThat(smsc.parts().get(1).text()).startsWith("😀");
    assertThat(smsc.parts()).extracting(SubmittedPart::registered).containsExactly(0, 0, 1);
    assertThat(outcome).isEqualTo(new Outcome.Accepted(smsc.parts().get(2).id()));
  }

  @ParameterizedTest
  @CsvSource({
    "0x58, RetryAt",
    "0x14, RetryAt",
    "0x64, RetryAt",
    "0x0b, Rejected",
    "0x45, Rejected",
    "0x0a, ConnectionDown"
  })
  void whatIsThrottledComesLaterAndWhatIsWrongDoesNot(String status, String outcome) {
    smsc.answerNext(Integer.decode(status));
    assertThat(send("Привет").getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(smsc.parts()).isEmpty();
  }

  @Test
  void whenALaterPartIsRefusedTheFirstIsNotSentAgain() {
    smsc.answerNext(0, SMPPConstant.STAT_ESME_RSUBMITFAIL);
    assertThat(send("Ж".repeat(200)))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo("partly-sent");
              assertThat(rejected.reason()).contains("1 of 3 parts");
            });
    assertThat(smsc.parts()).hasSize(1);
  }

  @Test
  void aLaterPartThatIsThrottledWaitsAndGoesAlone() {
    smsc.answerNext(0, SMPPConstant.STAT_ESME_RTHROTTLED, SMPPConstant.STAT_ESME_RMSGQFUL);
    assertThat(send("Ж".repeat(100))).isInstanceOf(Outcome.Accepted.class);
    assertThat(smsc.parts()).hasSize(2);
  }

  @Test
  void anSmscThatTakesAndFallsSilentLeavesItUnknown() {
    open(settings());
    smsc.fallSilent();
    assertThat(channelOf().send(message("Привет"))).isInstanceOf(Outcome.Unknown.class);
    assertThat(smsc.parts()).hasSize(1);
  }

  private MessageChannel channelOf() {
    return java.util.Objects.requireNonNull(channel);
  }

  @Test
  void thePaceCountsPartsNotMessages() {
    open(settings(SandboxSmpp.PASSWORD, Ids.SAME, 10));
    long begun = System.nanoTime();
    channelOf().send(message("Ж".repeat(600)));
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("nine parts, none before its turn")
        .isGreaterThan(Duration.ofMillis(750));
    channelOf().send(message("Привет"));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(850));
    assertThat(smsc.parts()).hasSize(10);
  }

  // ---- receipts

  @Test
  void aReceiptIsKnownByItsParameterFirst() {
    Outcome outcome = send("Привет");
    await().until(() -> !kept.bodies.isEmpty());
    assertThat(news(settings()))
        .containsExactly(new Receipt(id(outcome), Stage.DELIVERED, null, null, null));
  }

  @Test
  void anIdInHexadecimalAndItsReceiptInDecimalAreOne() {
    smsc.close();
    smsc = SandboxSmpp.start(0, new Manners(Duration.ofMillis(50), true, false));
    SmppSettings settings = settings(SandboxSmpp.PASSWORD, Ids.HEX_THEN_DECIMAL, 1_000);
    Outcome outcome = open(settings).send(message("Привет"));
    assertThat(smsc.parts().get(0).id()).isEqualTo("29007595");
    await().until(() -> !kept.bodies.isEmpty());
    assertThat(id(outcome)).isEqualTo("687895957");
    assertThat(news(settings))
        .containsExactly(new Receipt("687895957", Stage.DELIVERED, null, null, null));
  }

  private static String id(Outcome outcome) {
    return String.valueOf(((Outcome.Accepted) outcome).externalId());
  }

  @ParameterizedTest
  @CsvSource({
    "id:m6 sub:001 dlvrd:000 stat:UNDELIV err:001 text:, FAILED, smpp-001",
    "id:m6 stat:EXPIRED, FAILED, smpp-unknown",
    "id:m6 stat:DELIVRD err:000, DELIVERED,",
    "ID: m6 Stat:ENROUTE, ACCEPTED,"
  })
  void aReceiptThatLacksFieldsIsReadAllTheSame(String text, Stage stage, @Nullable String code) {
    Arrived arrived =
        new Arrived(
            Arrived.Kind.RECEIPT,
            "1",
            "79031112233",
            "FITCLUB",
            3,
            List.of(HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII))),
            null,
            null);
    assertThat(connector.read(settings(), arrived.body()))
        .singleElement()
        .hasFieldOrPropertyWithValue("externalId", "m6")
        .hasFieldOrPropertyWithValue("stage", stage)
        .hasFieldOrPropertyWithValue("code", code);
  }

  @ParameterizedTest
  @CsvSource({"0x00, true", "0x20, false"})
  void aReceiptOfAnotherClassIsNobodysText(String esmClass, boolean named) {
    DeliverSm pdu = new DeliverSm();
    pdu.setEsmClass(Integer.decode(esmClass).byteValue());
    pdu.setShortMessage("id:m6 stat:ENROUTE".getBytes(StandardCharsets.US_ASCII));
    if (named) {
      pdu.setOptionalParameters(new OptionalParameter.Receipted_message_id("m6"));
    }
    Arrived arrived = ReadDeliver.of(pdu, Instant.EPOCH).arrived();
    assertThat(connector.read(settings(), arrived.body()))
        .containsExactly(new Receipt("m6", Stage.ACCEPTED, null, null, null));
  }

  @Test
  void theParameterIsSpelledAsTheTextWhereBothHaveTheId() {
    Arrived arrived =
        arrived(Arrived.Kind.RECEIPT, "79031112233", 3, "687895957", "id:687895957 stat:DELIVRD");
    assertThat(
            connector.read(
                settings(SandboxSmpp.PASSWORD, Ids.HEX_THEN_DECIMAL, 10), arrived.body()))
        .containsExactly(new Receipt("687895957", Stage.DELIVERED, null, null, null));
  }

  private static Arrived arrived(
      Arrived.Kind kind, String source, int coding, @Nullable String id, String... parts) {
    java.nio.charset.Charset letters =
        coding == 8 ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII;
    List<String> hex =
        java.util.Arrays.stream(parts)
            .map(part -> HexFormat.of().formatHex(part.getBytes(letters)))
            .toList();
    return new Arrived(kind, "1", source, "FITCLUB", coding, hex, id, null);
  }

  // ---- in

  @Test
  void anEmojiCutBetweenTwoPartsIsWholeAgain() {
    String emoji = HexFormat.of().formatHex("😀".getBytes(StandardCharsets.UTF_16BE));
    Arrived cut =
        new Arrived(
            Arrived.Kind.TEXT,
            "1",
            "79035556677",
            "FITCLUB",
            8,
            List.of("0410" + emoji.substring(0, 4), emoji.substring(4) + "0411", "", "0412"),
            null,
            null);
    assertThat(cut.text()).isEqualTo("А😀Б…В");
  }

  @ParameterizedTest
  @CsvSource({"89035556677, 89035556677", "Beeline, Beeline", "'', ?"})
  void whoWritesIsToldAsTheyCame(String source, String address) {
    assertThat(connector.read(settings(), arrived(Arrived.Kind.TEXT, source, 3, null, "x").body()))
        .containsExactly(new Written("1", Channel.SMS, address, null, null, "x", null));
  }

  private void bound() {
    open(settings());
    await().until(() -> smsc.binds() == 1);
    assertThat(channelOf().send(message("x"))).isInstanceOf(Outcome.Accepted.class);
    await().until(() -> !kept.bodies.isEmpty());
    kept.bodies.clear();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void aLongTextThatComesInPartsInAnyOrderIsJoinedWithoutItsHeaders(boolean lastFirst) {
    bound();
    String text = "Хочу записаться на йогу. ".repeat(8);
    assertThat(smsc.write("79035556677", text, lastFirst)).isZero();
    assertThat(kept.bodies).as("each part and the whole").hasSize(4);
    assertThat(news(settings()))
        .singleElement()
        .isInstanceOfSatisfying(
            Written.class,
            written -> {
              assertThat(written.text()).isEqualTo(text);
              assertThat(written.address()).isEqualTo("79035556677");
            });
  }

  @Test
  void whatCannotBeWrittenDownIsRefusedAndDeliveredAgain() {
    bound();
    kept.failures.set(1);
    assertThat(smsc.write("79035556677", "СТОП", false)).as("refused").isEqualTo(1);
    assertThat(kept.bodies).isEmpty();
    assertThat(smsc.write("79035556677", "СТОП", false)).isZero();
    assertThat(news(settings())).singleElement().hasFieldOrPropertyWithValue("text", "СТОП");
  }

  @Test
  void aWholeThatCannotBeWrittenDownIsMadeWholeByItsLastPartAgain() {
    bound();
    byte[] first = part(1, "Ж".repeat(67));
    byte[] second = part(2, "конец");
    assertThat(smsc.deliver("79035556677", first, true)).isTrue();
    kept.failures.set(1);
    assertThat(smsc.deliver("79035556677", second, true)).isFalse();
    assertThat(smsc.deliver("79035556677", second, true)).isTrue();
    assertThat(news(settings()))
        .singleElement()
        .hasFieldOrPropertyWithValue("text", "Ж".repeat(67) + "конец");
  }

  private static byte[] part(int number, String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_16BE);
    byte[] whole =
        java.util.Arrays.copyOf(new byte[] {5, 0, 3, 77, 2, (byte) number}, 6 + letters.length);
    System.arraycopy(letters, 0, whole, 6, letters.length);
    return whole;
  }

  @Test
  void aTextWhoseRestNeverComesIsGivenWithAGapWhenTheLineCloses() {
    bound();
    smsc.deliver("79035556677", part(2, "конец"), true);
    assertThat(news(settings())).isEmpty();
    channelOf().close();
    assertThat(news(settings())).singleElement().hasFieldOrPropertyWithValue("text", "…конец");
  }

  // ---- the session

  @Test
  void aSessionThatIsCutIsBoundAgainAndMeanwhileCostsNoAttempt() {
    bound();
    smsc.hangUp();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> channelOf().send(message("Привет")) instanceof Outcome.Accepted);
    assertThat(smsc.binds()).isEqualTo(2);
  }

  @Test
  void aWrongPasswordStopsTheConnectionAndTheTestSaysSo() {
    SmppSettings wrong = settings("wrong", Ids.SAME, 10);
    assertThat(open(wrong).send(message("Привет")))
        .isInstanceOf(Outcome.ConnectionDown.class)
        .hasFieldOrPropertyWithValue("code", "login-refused");
    assertThat(connector.test(wrong).steps())
        .extracting(TestReport.Step::name, TestReport.Step::ok)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("reach", true),
            org.assertj.core.groups.Tuple.tuple("login", false));
    assertThat(connector.test(settings()).ok()).isTrue();
  }

  @Test
  void anSmscThatIsNotThereCostsNoAttemptAndIsTriedAgain() {
    SmppSettings settings = settings();
    int port = smsc.port();
    smsc.close();
    assertThat(open(settings).send(message("Привет")))
        .isInstanceOf(Outcome.ConnectionDown.class)
        .hasFieldOrPropertyWithValue("code", "unreachable");
    assertThat(connector.test(settings).ok()).isFalse();
    smsc = SandboxSmpp.start(port, Manners.USUAL);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> channelOf().send(message("Привет")) instanceof Outcome.Accepted);
  }
}
