package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;
import ru.fitcrm.hub.sandbox.pbx.Cut;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.PbxSettings;
import ru.fitcrm.hub.sandbox.pbx.Playback;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;
import ru.fitcrm.hub.sandbox.pbx.Until;

/** What a PBX and the way to it can do to a line: each of it on a real socket. */
class SurvivalTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String TALK = "a_in_answered";

  private final SandboxPbx pbx = SandboxPbx.start(secret("secret"));
  private @Nullable HeardLine open;

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
    pbx.close();
  }

  // ---- the PBX

  @Test
  void aPbxThatIsDownAtFirstIsHeardOnceItIsThere() {
    pbx.stop();
    HeardLine line = line();
    await().until(() -> !line.health.isEmpty());
    assertThat(line.health).singleElement().matches(h -> "unreachable".equals(h.code()));
    pbx.start();
    await().atMost(LONG).until(line::isUp);
    assertThat(line.health).hasSize(2);
  }

  @Test
  void aRestartNowEndsCallsByTheRulesAndTheNextCallsAreHeard() {
    HeardLine line = upLine();
    talk();
    pause(line);
    pbx.restartNow();
    await().atMost(LONG).until(() -> line.ended().size() == 1 && line.ups() == 2);
    assertThat(line.ended().getFirst().result()).isEqualTo(CallResult.ANSWERED);
    assertThat(line.ended().getFirst().endedAt()).isNotNull();

    pbx.play(Recording.named("b_in_missed"), Pace.fullSpeed());
    await().until(() -> line.ended().size() == 2);
    assertThat(line.lastTold()).hasSize(2);
    assertThat(line.ended().getLast().result()).isEqualTo(CallResult.MISSED);
  }

  @Test
  void aGracefulRestartLosesNothing() {
    HeardLine line = upLine();
    Playback call = talk();
    pause(line);
    call.resume();
    call.await(LONG);
    pbx.stop();
    await().until(() -> !line.isUp());
    pbx.start();
    await().atMost(LONG).until(line::isUp);
    assertThat(line.lastTold()).singleElement().matches(c -> c.result() == CallResult.ANSWERED);
    assertThat(line.lastTold().getFirst().endedAt()).isNotNull();
    assertThat(line.health.get(1).code()).isEqualTo("connection-lost");
  }

  @Test
  void callsOfACrashedPbxEndBetweenTheLastWordAndTheNext() {
    HeardLine line = upLine();
    talk();
    paused("b_in_missed", Until.event("DialBegin"));
    await().until(() -> line.lastTold().size() == 2);
    pbx.crash();
    await().until(() -> !line.isUp());
    assertThat(line.ended()).isEmpty();
    pbx.start();
    await().atMost(LONG).until(() -> line.ended().size() == 2);
    assertThat(line.ended())
        .extracting(CallSnapshot::result)
        .containsExactly(CallResult.ANSWERED, CallResult.LOST);
    assertThat(line.ended())
        .allSatisfy(
            call -> {
              assertThat(call.endedAt()).isNull();
              assertThat(call.endedBetween()).isNotNull();
            });
  }

  @Test
  void aPowerCutThatClosesNothingIsNoticedAndTheNewPbxIsHeard() {
    HeardLine line = upLine();
    talk();
    pause(line);
    pbx.refuse(true);
    pbx.freeze();
    try (SandboxPbx next = SandboxPbx.start(secret("secret").port(pbx.port()))) {
      await().atMost(LONG).until(() -> line.ups() == 2);
      await().until(() -> line.ended().size() == 1);
      assertThat(line.ended().getFirst().endedBetween()).isNotNull();
      next.play(Recording.named(TALK), Pace.fullSpeed());
      await().until(() -> line.ended().size() == 2);
    }
  }

  @Test
  void aFrozenPbxIsNoticedAndItsCallsGoOnAfterTheThaw() {
    HeardLine line = upLine();
    Playback call = talk();
    pause(line);
    pbx.freeze();
    await().atMost(LONG).until(() -> !line.isUp());
    pbx.thaw();
    await().atMost(LONG).until(line::isUp);
    assertThat(line.ended()).isEmpty();
    call.resume();
    await().atMost(LONG).until(() -> line.ended().size() == 1);
    assertThat(line.ended().getFirst().endedAt()).isNotNull();
  }

  @Test
  void aPbxThatIsFrozenFromTheBeginningIsTriedUntilItAnswers() {
    pbx.freeze();
    HeardLine line = line();
    await().atMost(LONG).until(() -> !line.health.isEmpty());
    assertThat(line.health.getFirst().up()).isFalse();
    pbx.thaw();
    await().atMost(LONG).until(line::isUp);
  }

  // ---- the way to it

  @Test
  void aCallThatGoesOnWhileTheConnectionIsLostIsToldOnceAndWhole() {
    HeardLine line = upLine();
    Playback call = paused(TALK, Until.event("DialBegin"));
    await().until(() -> line.lastTold().size() == 1);
    pbx.refuse(true);
    pbx.dropConnections(Cut.RST);
    await().until(() -> !line.isUp());
    call.playUntil(Until.event("BridgeEnter", 2));
    call.awaitPaused(LONG);
    pbx.refuse(false);
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
    try (FlakyWire wire = new FlakyWire(pbx.port())) {
      HeardLine line = upLine(wire.port());
      talk();
      pause(line);
      wire.breaks(true);
      await().atMost(LONG).until(() -> !line.isUp());
      pbx.crash();
      pbx.start();
      wire.breaks(false);
      await().atMost(LONG).until(line::isUp);
      await().until(() -> line.ended().size() == 1);
      assertThat(line.ended().getFirst().endedBetween()).isNotNull();
    }
  }

  @Test
  void eventsAfterTheEndBringNoCallBack() {
    try (FlakyWire wire = new FlakyWire(pbx.port())) {
      HeardLine line = upLine(wire.port());
      Playback call = pbx.play(Recording.named(TALK), Pace.fullSpeed());
      await().until(() -> line.ended().size() == 1);
      String id = Objects.requireNonNull(call.linkedId());
      int told = line.calls.size();
      wire.say(late(id));
      pbx.play(Recording.named("b_in_missed"), Pace.fullSpeed());
      await().until(() -> line.ended().size() == 2);
      assertThat(line.lastTold()).hasSize(2);
      assertThat(line.calls.subList(told, line.calls.size()))
          .noneMatch(c -> c.linkedId().equals(id));
    }
  }

  @Test
  void aNewSessionBesideTheOldHalfOpenOneTellsEachCallOnce() {
    try (FlakyWire wire = new FlakyWire(pbx.port())) {
      HeardLine line = upLine(wire.port());
      Playback call = talk();
      pause(line);
      wire.breaks(true);
      await().atMost(LONG).until(() -> !line.isUp());
      try (HeardLine other = new HeardLine(pbx.port(), CallsBefore.NOTHING)) {
        await().atMost(LONG).until(other::isUp);
        pbx.awaitSessions(2, LONG);
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
  void fiftyReconnectsLeaveNoThreadBehind() {
    HeardLine line = upLine();
    int before = libraryThreads();
    for (int i = 2; i <= 51; i++) {
      int ups = i;
      pbx.dropConnections(i % 2 == 0 ? Cut.RST : Cut.FIN);
      await().atMost(LONG).until(() -> line.ups() == ups);
    }
    // The library may keep the thread of a lost connection for a minute: a few, not fifty.
    await().atMost(LONG).untilAsserted(() -> assertThat(libraryThreads()).isLessThan(before + 10));
    pbx.awaitSessions(1, LONG);
    assertThat(pbx.connections()).isEqualTo(51);
    line.close();
    pbx.awaitSessions(0, LONG);
  }

  // ---- the hub

  @Test
  void aListenerThatBlocksDuringABurstLosesNothing() {
    HeardLine line = upLine();
    CountDownLatch latch = new CountDownLatch(1);
    line.blocked = latch;
    Playback first = pbx.play(Recording.named("q_burst"), Pace.fullSpeed());
    Playback second = pbx.play(Recording.named("q_burst"), Pace.fullSpeed());
    first.await(LONG);
    second.await(LONG);
    assertThat(first.played() + second.played()).isGreaterThan(20_000);
    line.blocked = null;
    latch.countDown();
    await().atMost(LONG).until(() -> line.ended().size() == 400);
    assertThat(line.lastTold()).hasSize(400).allMatch(c -> c.result() == CallResult.ANSWERED);
    assertThat(line.health).singleElement().matches(PhoneLine.Health::up);
  }

  @Test
  void aListenerThatThrowsHearsTheNextCallAllTheSame() {
    HeardLine line = upLine();
    line.throwing = true;
    talk();
    await().until(() -> !line.calls.isEmpty());
    line.throwing = false;
    pbx.play(Recording.named("b_in_missed"), Pace.fullSpeed());
    await().atMost(LONG).until(() -> line.ended().size() == 1);
    assertThat(line.health).singleElement().matches(PhoneLine.Health::up);
  }

  @Test
  void moreThanCanWaitRebuildsTheLineAndLeavesNoCallOpen() {
    HeardLine line = open(HeardLine.settings(pbx.port()), HeardLine.waiting(1_000));
    await().until(line::isUp);
    CountDownLatch latch = new CountDownLatch(1);
    line.blocked = latch;
    Playback burst = pbx.play(Recording.named("q_burst"), Pace.fullSpeed(), Until.events(10_000));
    burst.awaitPaused(LONG);
    await().atMost(LONG).until(() -> pbx.sessions() == 0);
    line.blocked = null;
    latch.countDown();
    await().atMost(LONG).until(() -> line.ups() == 2);
    assertThat(line.health.get(1).code()).isEqualTo("overflow");
    burst.resume();
    burst.await(LONG);
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(line.ended()).hasSameSizeAs(line.lastTold()));
    assertThat(line.calls.stream().filter(c -> c.stage() == CallStage.ENDED).map(c -> c.linkedId()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aSlowWireOnlyMakesCallsLater() {
    HeardLine line = upLine();
    pbx.slowDown(60_000);
    pbx.play(Recording.named(TALK), Pace.fullSpeed());
    await().atMost(LONG).until(() -> line.ended().size() == 1);
    assertThat(line.health).hasSize(1);
  }

  // ---- passwords and clocks

  @Test
  void aWrongPasswordIsTriedOnceAPauseAndAtOnceWithNewSettings() {
    try (SandboxPbx strict = SandboxPbx.start(secret("other"))) {
      try (HeardLine line =
          new HeardLine(
              HeardLine.settings(strict.port()),
              CallsBefore.NOTHING,
              HeardLine.refusedRetry(Duration.ofSeconds(2)))) {
        await().until(() -> !line.health.isEmpty());
        assertThat(line.health.getFirst().code()).isEqualTo("login-refused");
        assertThat(line.health.getFirst().error())
            .contains("refused the login", "Authentication failed", "check username and password");
        await().during(Duration.ofSeconds(1)).until(() -> strict.actions("Login").size() == 1);
        await().atMost(LONG).until(() -> strict.actions("Login").size() == 2);
        assertThat(line.health).hasSize(1);
      }
      int tried = strict.actions("Login").size();
      try (HeardLine saved = new HeardLine(strict.port(), CallsBefore.NOTHING)) {
        await().until(() -> strict.actions("Login").size() == tried + 1);
        await().until(() -> !saved.health.isEmpty());
      }
    }
    assertThat(LineTimings.DEFAULT.refusedRetry()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void aPasswordChangedWhileAwayIsTriedOnceNotForEver() {
    HeardLine line = upLine();
    pbx.close();
    try (SandboxPbx changed = SandboxPbx.start(secret("changed").port(pbx.port()))) {
      await().atMost(LONG).until(() -> "login-refused".equals(line.health.getLast().code()));
      await().during(Duration.ofSeconds(2)).until(() -> changed.actions("Login").size() == 1);
    }
  }

  @Test
  void aClockThatIsWrongIsToldAndThatItWasSetRightToo() {
    pbx.skewClock(Duration.ofSeconds(7));
    HeardLine line = upLine();
    assertThat(line.health.getFirst().clockSkewMillis()).isBetween(6_500L, 7_500L);
    pbx.skewClock(Duration.ZERO);
    await().atMost(LONG).until(() -> line.health.size() == 2);
    assertThat(line.health.getLast().clockSkewMillis()).isBetween(-1_000L, 1_000L);
  }

  @Test
  void aClockThatWasNeverSetIsNoSkew() {
    pbx.skewClock(Duration.ofSeconds(-pbx.now().getEpochSecond()));
    assertThat(upLine().health.getFirst().clockSkewMillis()).isNull();
  }

  // ----

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

  private static PbxSettings secret(String secret) {
    return SandboxPbx.settings().user("hub", secret);
  }

  private HeardLine line() {
    return open(HeardLine.settings(pbx.port()), HeardLine.QUICK);
  }

  private HeardLine upLine() {
    return upLine(pbx.port());
  }

  private HeardLine upLine(int port) {
    HeardLine line = open(HeardLine.settings(port), HeardLine.QUICK);
    await().atMost(LONG).until(line::isUp);
    return line;
  }

  private HeardLine open(AsteriskSettings settings, LineTimings timings) {
    HeardLine line = new HeardLine(settings, CallsBefore.NOTHING, timings);
    open = line;
    return line;
  }

  private Playback talk() {
    return paused(TALK, Until.event("BridgeEnter", 2));
  }

  private Playback paused(String recording, Until until) {
    Playback playback = pbx.play(Recording.named(recording), Pace.fullSpeed(), until);
    playback.awaitPaused(LONG);
    return playback;
  }

  /** Waits until the line knows of the talk. */
  private static void pause(HeardLine line) {
    await()
        .atMost(LONG)
        .until(() -> line.lastTold().stream().anyMatch(c -> c.stage() == CallStage.TALKING));
  }

  private static int libraryThreads() {
    Set<String> names = new HashSet<>();
    List<Thread> threads = List.copyOf(Thread.getAllStackTraces().keySet());
    threads.stream()
        .map(Thread::getName)
        .filter(name -> name.contains("ManagerConnection"))
        .forEach(names::add);
    return names.size();
  }
}
