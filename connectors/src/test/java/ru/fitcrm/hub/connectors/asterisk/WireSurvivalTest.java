package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.fitcrm.hub.connectors.asterisk.PbxAndLine.LONG;
import static ru.fitcrm.hub.connectors.asterisk.PbxAndLine.TALK;
import static ru.fitcrm.hub.connectors.asterisk.PbxAndLine.pause;
import static ru.fitcrm.hub.connectors.asterisk.PbxAndLine.up;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallStage;
import ru.fitcrm.hub.sandbox.pbx.Cut;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Playback;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.Until;

/** What the way to a PBX can do to the line: each of it on a real socket. */
class WireSurvivalTest {

  private final PbxAndLine own = new PbxAndLine();

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void aCallThatGoesOnWhileTheConnectionIsLostIsToldOnceAndWhole() {
    HeardLine line = own.upLine();
    Playback call = own.paused(TALK, Until.event("DialBegin"));
    await().until(() -> line.lastTold().size() == 1);
    own.pbx.refuse(true);
    own.pbx.dropConnections(Cut.RST);
    await().until(() -> !line.isUp());
    call.playUntil(Until.event("BridgeEnter", 2));
    call.awaitPaused(LONG);
    own.pbx.refuse(false);
    await().atMost(LONG).until(line::isUp);
    await().until(() -> line.lastTold().getFirst().stage() == CallStage.TALKING);
    call.resume();
    await().until(() -> line.ended().size() == 1);
    assertThat(line.lastTold()).singleElement().matches(c -> c.result() == CallResult.ANSWERED);
    assertThat(line.ended().getFirst().answeredBy()).containsExactly("101");
    assertThat(line.ended().getFirst().endedBetween()).isNull();
  }

  @Test
  void packetsThatAreDroppedWhileThePbxRestartsCostNoMoreThanTheGap() {
    try (FlakyWire wire = new FlakyWire(own.pbx.port())) {
      HeardLine line = up(own.impatientLine(wire.port()));
      own.talk();
      pause(line);
      wire.breaks(true);
      await().atMost(LONG).until(() -> !line.isUp());
      own.pbx.crash();
      own.pbx.start();
      wire.breaks(false);
      await().atMost(LONG).until(line::isUp);
      await().until(() -> line.ended().size() == 1);
      assertThat(line.ended().getFirst().endedBetween()).isNotNull();
    }
  }

  @Test
  void eventsAfterTheEndBringNoCallBack() {
    try (FlakyWire wire = new FlakyWire(own.pbx.port())) {
      HeardLine line = own.upLine(wire.port());
      Playback call = own.pbx.play(Recording.named(TALK), Pace.fullSpeed());
      await().until(() -> line.ended().size() == 1);
      String id = Objects.requireNonNull(call.linkedId());
      int told = line.calls.size();
      wire.say(late(id));
      own.pbx.play(Recording.named("b_in_missed"), Pace.fullSpeed());
      await().until(() -> line.ended().size() == 2);
      assertThat(line.lastTold()).hasSize(2);
      assertThat(line.calls.subList(told, line.calls.size()))
          .noneMatch(c -> c.linkedId().equals(id));
    }
  }

  @Test
  void aNewSessionBesideTheOldHalfOpenOneTellsEachCallOnce() {
    try (FlakyWire wire = new FlakyWire(own.pbx.port())) {
      HeardLine line = up(own.impatientLine(wire.port()));
      Playback call = own.talk();
      pause(line);
      wire.breaks(true);
      await().atMost(LONG).until(() -> !line.isUp());
      try (HeardLine other = new HeardLine(own.pbx.port(), CallsBefore.NOTHING)) {
        await().atMost(LONG).until(other::isUp);
        own.pbx.awaitSessions(2, LONG);
        wire.breaks(false);
        await().atMost(LONG).until(line::isUp);
        call.resume();
        await().until(() -> line.ended().size() == 1 && other.ended().size() == 1);
        assertThat(line.lastTold()).hasSize(1);
        assertThat(other.lastTold())
            .singleElement()
            .matches(c -> c.linkedId().equals(line.lastTold().getFirst().linkedId()));
        assertThat(line.calls.stream().filter(c -> c.stage() == CallStage.ENDED)).hasSize(1);
      }
    }
  }

  @Test
  void aSlowWireOnlyMakesCallsLater() {
    HeardLine line = own.upLine();
    own.pbx.slowDown(60_000);
    own.pbx.play(Recording.named(TALK), Pace.fullSpeed());
    await().atMost(LONG).until(() -> line.ended().size() == 1);
    assertThat(line.health).hasSize(1);
  }

  private static String late(String id) {
    return """
          Event: VarSet
          Privilege: dialplan,all
          Channel: PJSIP/trunk-00000001
          ChannelStateDesc: Up
          Uniqueid: %1$s
          Linkedid: %1$s
          Variable: RTPAUDIOQOS
          Value: x

          Event: Newstate
          Privilege: call,all
          Channel: PJSIP/trunk-00000001
          ChannelState: 6
          ChannelStateDesc: Up
          Uniqueid: %1$s
          Linkedid: %1$s

          Event: VarSet
          Privilege: dialplan,all
          Channel: none
          Uniqueid: none
          Variable: GLOBAL
          Value: x

          """
        .formatted(id);
  }
}
