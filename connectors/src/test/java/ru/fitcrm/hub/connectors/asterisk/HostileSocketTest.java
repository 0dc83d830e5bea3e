package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/**
 * What no PBX should say, said on a real socket between events of a good one: the line stays up or
 * comes up again, memory does not grow, and the next call is told.
 */
@Order(1)
class HostileSocketTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int MEGABYTE = 1024 * 1024;

  private final SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"));
  private final FlakyWire wire = new FlakyWire(pbx.port());
  private final HeardLine line = new HeardLine(wire.port(), CallsBefore.NOTHING);

  @AfterEach
  void close() {
    line.close();
    wire.close();
    pbx.close();
  }

  /** What is said, and whether the PBX can be heard on the same connection afterwards. */
  enum Hostile {
    CUT_LINE("Event: Newchannel\r\nUniqueid: 1.1\r\nCallerIDN", true),
    CUT_EVENT("Event: Newchannel\r\nUniqueid: 1.1\r\n", true),
    VALUES_WITHOUT_NAMES("Event: Newchannel\r\n: 1\r\n:\r\n::::\r\nUniqueid\r\n\r\n", true),
    HEADERS_TWICE(
        "Event: Newchannel\r\nEvent: Hangup\r\nUniqueid: 1.1\r\nUniqueid: 1.2\r\n\r\n", false),
    ANSWERS_TO_NOBODY("Response: Success\r\nActionID: 1_\r\nActionID: 2_1\r\n\r\n", false),
    BLANK_EVENTS("\r\n\r\n\r\n\r\n\r\n\r\n", true),
    BARE_NEWLINES("Event: Newchannel\nUniqueid: 1.1\n\n\nEvent: Hangup\n\n", true),
    BARE_RETURNS("Event: Newchannel\rUniqueid: 1.1\r\r\r\n\r\n", true),
    NEWLINES_THE_WRONG_WAY_ROUND("Event: Newchannel\n\rUniqueid: 1.1\n\r\n\r", true),
    NUMBERS_THAT_ARE_NONE(
        channel("Newchannel", "ChannelState: 9999999999999999\r\nTimestamp: NaN\r\nPriority: -")
            + channel("Hangup", "Cause: 1e400\r\nTimestamp: Infinity"),
        true),
    CONTROL_CHARACTERS(
        channel("Newchannel", "CallerIDNum: \0\u0001\u0007\u001b[2J\r\nCallerIDName: \0") + end(),
        true),
    AN_IDENTITY_NO_DATABASE_TAKES(
        "Event: Newchannel\r\nUniqueid: "
            + "9".repeat(5_000)
            + "\r\nChannel: PJSIP/trunk-1\r\n\r\n",
        true);

    private final String said;
    private final boolean sameConnection;

    Hostile(String said, boolean sameConnection) {
      this.said = said;
      this.sameConnection = sameConnection;
    }
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  void theNextCallIsToldAfter(Hostile hostile) {
    up();
    say(bytes(hostile.said));
    // What was cut is swallowed by the next event's first lines, never by the next call.
    say(bytes("\r\n\r\n"));
    aGoodCallIsTold();
    if (hostile.sameConnection) {
      assertThat(line.health).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Name.class)
  void aCallersNameIsToldWhateverItIsWrittenIn(Name name) {
    up();
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.writeBytes(
        bytes(
            String.join(
                "\r\n",
                "Event: Newchannel",
                "Channel: PJSIP/trunk-0000fff1",
                "ChannelStateDesc: Ring",
                "Uniqueid: 9.1",
                "Linkedid: 9.1",
                "Context: from-trunk",
                "Exten: 74951230001",
                "CallerIDNum: +79990000001",
                "CallerIDName: ")));
    event.writeBytes(name.text.getBytes(name.encoding));
    event.writeBytes(bytes("\r\n\r\n"));
    say(event.toByteArray());
    await().atMost(LONG).until(() -> !line.calls.isEmpty());
    assertThat(line.calls.getFirst().clientNumber()).isEqualTo("+79990000001");
    if (name.encoding.equals(StandardCharsets.UTF_8)) {
      assertThat(line.calls.getFirst().callerName()).isEqualTo(name.text);
    }
    aGoodCallIsTold();
    assertThat(line.health).hasSize(1);
  }

  enum Name {
    CYRILLIC("Иван «Ёжик» Петров", StandardCharsets.UTF_8),
    EMOJI("👩‍👩‍👧‍👦 Катя 🏋️", StandardCharsets.UTF_8),
    RIGHT_TO_LEFT("\u202eпетровИ", StandardCharsets.UTF_8),
    QUOTES("ООО \\\"Ромашка\\\"; отдел, 2: зал", StandardCharsets.UTF_8),
    CP1251("Иван Петров", Charset.forName("windows-1251")),
    KOI8("Иван Петров", Charset.forName("KOI8-R")),
    UTF_16("Иван Петров", StandardCharsets.UTF_16LE),
    INVALID_UTF_8("\u00c3(\u00ff\u00fe\u00f0\u0080", StandardCharsets.ISO_8859_1);

    private final String text;
    private final Charset encoding;

    Name(String text, Charset encoding) {
      this.text = text;
      this.encoding = encoding;
    }
  }

  @Test
  void aHeaderOfTenMegabytesCostsNoMemoryAndTheNextCallIsHeard() {
    up();
    long before = heap();
    say(bytes("Event: Newchannel\r\nUniqueid: 7.7\r\nCallerIDName: "));
    flood("x".repeat(MEGABYTE), 10);
    say(bytes("\r\n\r\n"));
    aGoodCallIsTold();
    assertThat(heap() - before).isLessThan(4L * MEGABYTE);
    assertThat(line.health).hasSize(1);
  }

  @Test
  void aHundredThousandHeadersOfOneEventCostNoMemoryAndTheNextCallIsHeard() {
    up();
    long before = heap();
    say(bytes("Event: Newchannel\r\nUniqueid: 7.7\r\n"));
    StringBuilder headers = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      headers.append("X-").append(i).append(": ").append(i).append("\r\n");
    }
    say(bytes(headers.toString()));
    assertThat(heap() - before).isLessThan(16L * MEGABYTE);
    say(bytes("\r\n"));
    aGoodCallIsTold();
    assertThat(line.health).hasSize(1);
  }

  @Test
  void aLineThatNeverEndsCostsNoMemoryAndIsGivenUpForANewConnection() {
    up();
    long before = heap();
    say(bytes("Event: Newchannel\r\nCallerIDName: "));
    long highest = 0;
    // No longer than until it is given up: the flood would drown the next log-in too.
    while (line.isUp()) {
      flood("x".repeat(MEGABYTE), 4);
      highest = Math.max(highest, heap() - before);
    }
    assertThat(highest).isLessThan(8L * MEGABYTE);
    aGoodCallIsTold();
    assertThat(line.ups()).isGreaterThan(1);
  }

  @Test
  void twoHundredMutatedStretchesOfAStreamBreakNothing() {
    mutated(200, 1);
  }

  @Test
  @Tag("proof")
  void fiveThousandMutatedStretchesOfAStreamBreakNothing() {
    mutated(5_000, 2);
  }

  /** Bytes of a real stream, each stretch cut, doubled or spoilt somewhere. */
  private void mutated(int stretches, long seed) {
    up();
    Random random = new Random(seed);
    byte[] stream =
        bytes(
            Recording.named("h_att_refer").events().stream()
                .map(event -> event.text() + "\r\n\r\n")
                .reduce("", String::concat));
    long before = heap();
    for (int i = 0; i < stretches; i++) {
      int from = random.nextInt(stream.length - 4_000);
      byte[] stretch = java.util.Arrays.copyOfRange(stream, from, from + random.nextInt(4_000));
      for (int spoilt = random.nextInt(8); spoilt > 0 && stretch.length > 0; spoilt--) {
        stretch[random.nextInt(stretch.length)] = (byte) random.nextInt(256);
      }
      say(stretch);
    }
    say(bytes("\r\n\r\n"));
    aGoodCallIsTold();
    assertThat(heap() - before).isLessThan(16L * MEGABYTE);
  }

  private void up() {
    await().atMost(LONG).until(line::isUp);
  }

  private void aGoodCallIsTold() {
    List<String> good = new ArrayList<>();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              if (line.isUp() && pbx.sessions() > 0) {
                var call = pbx.play(Recording.named("a_in_answered"), Pace.fullSpeed());
                call.await(LONG);
                good.add(String.valueOf(call.linkedId()));
              }
              return line.ended().stream().anyMatch(call -> isAnswered(call, good));
            });
  }

  private static boolean isAnswered(CallSnapshot call, List<String> good) {
    return good.contains(call.linkedId()) && call.result() == CallResult.ANSWERED;
  }

  private void flood(String piece, int times) {
    byte[] bytes = bytes(piece);
    for (int i = 0; i < times; i++) {
      say(bytes);
    }
  }

  private void say(byte[] bytes) {
    wire.say(bytes);
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String channel(String event, String headers) {
    return "Event: %s\r\nChannel: PJSIP/trunk-0000ffee\r\nUniqueid: 8.8\r\nLinkedid: 8.8\r\n%s\r\n\r\n"
        .formatted(event, headers);
  }

  private static String end() {
    return channel("Hangup", "Cause: 16");
  }
}
