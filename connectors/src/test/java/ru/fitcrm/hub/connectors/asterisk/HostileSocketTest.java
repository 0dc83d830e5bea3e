package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What no PBX should say, said on a real socket between events of a good one: the line stays up or
 * comes up again, and the next call is told.
 */
@Order(1)
class HostileSocketTest {
  private final HostilePbx pbx = new HostilePbx(HeardLine.QUICK);

  @AfterEach
  void close() {
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
    pbx.awaitUp();
    pbx.say(hostile.said);
    // What was cut is swallowed by the next event's first lines, never by the next call.
    pbx.say("\r\n\r\n");
    pbx.awaitAGoodCallTold();
    if (hostile.sameConnection) {
      assertThat(pbx.line.health).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Name.class)
  void aCallersNameIsToldWhateverItIsWrittenIn(Name name) {
    pbx.awaitUp();
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.writeBytes(
        HostilePbx.bytes(
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
    event.writeBytes(HostilePbx.bytes("\r\n\r\n"));
    pbx.say(event.toByteArray());
    await().atMost(HostilePbx.LONG).until(() -> !pbx.line.calls.isEmpty());
    assertThat(pbx.line.calls.getFirst().clientNumber()).isEqualTo("+79990000001");
    if (name.encoding.equals(StandardCharsets.UTF_8)) {
      assertThat(pbx.line.calls.getFirst().callerName()).isEqualTo(name.text);
    }
    pbx.awaitAGoodCallTold();
    assertThat(pbx.line.health).hasSize(1);
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

  private static String channel(String event, String headers) {
    return "Event: %s\r\nChannel: PJSIP/trunk-0000ffee\r\nUniqueid: 8.8\r\nLinkedid: 8.8\r\n%s\r\n\r\n"
        .formatted(event, headers);
  }

  private static String end() {
    return channel("Hangup", "Cause: 16");
  }
}
