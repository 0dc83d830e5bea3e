package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Playback;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;
import ru.fitcrm.hub.sandbox.pbx.Until;

class AsteriskLineTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  static Stream<String> scenarios() {
    return RecordedCallsTest.scenarios();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void callsHeardThroughASocketAreThoseThatTookPlace(String scenario) {
    List<Expected> expected =
        Expected.rows(scenario.replace("hubmin/", "")).stream()
            .map(Expected::withoutTimes)
            .toList();
    Recording recording = Recording.named(scenario);
    try (SandboxPbx pbx = pbx();
        HeardLine line = new HeardLine(pbx.port(), CallsBefore.NOTHING)) {
      await().until(line::isUp);
      play(pbx, recording);
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> {
                assertThat(line.lastTold()).allMatch(call -> call.stage() == CallStage.ENDED);
                assertThat(line.lastTold().stream().map(Expected::of).map(Expected::withoutTimes))
                    .containsExactlyInAnyOrderElementsOf(expected);
              });
    }
  }

  private static SandboxPbx pbx() {
    return SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"));
  }

  private static void play(SandboxPbx pbx, Recording recording) {
    if (recording.hasSecondConnection()) {
      pbx.script(recording, recording.secondConnection(), Pace.fullSpeed()).await(LONG);
    } else {
      pbx.play(recording.verbatim(), Pace.fullSpeed()).await(LONG);
    }
  }

  @Test
  void aPbxThatDoesNotLetItsChannelsBeListedIsHeardAllTheSame() {
    try (SandboxPbx pbx =
            SandboxPbx.start(SandboxPbx.settings().user("hub", "secret").write("call"));
        HeardLine line = new HeardLine(pbx.port(), CallsBefore.NOTHING)) {
      await().until(line::isUp);
      pbx.play(Recording.named("a_in_answered"), Pace.fullSpeed()).await(LONG);
      await().until(() -> line.ended().size() == 1);
      assertThat(line.health).singleElement().matches(PhoneLine.Health::up);
    }
  }

  @Test
  void callsOfBeforeThatThePbxHasForgottenEndWhenItIsHeardAgain() {
    Instant now = Instant.now();
    CallSnapshot ringing = before("1.1", CallStage.RINGING, CallResult.RINGING, now, null);
    CallSnapshot talking =
        before("1.2", CallStage.TALKING, CallResult.TALKING, now, now.minusSeconds(30));
    CallsBefore before = new CallsBefore(List.of(ringing, talking), now.minusSeconds(5));
    try (SandboxPbx pbx = pbx();
        HeardLine line = new HeardLine(pbx.port(), before)) {
      await().until(() -> line.lastTold().size() == 2);

      CallSnapshot lost = line.lastTold().get(0);
      assertThat(lost.result()).isEqualTo(CallResult.LOST);
      assertThat(lost.endedBetween()).isNotNull();
      assertThat(lost.endedBetween().from()).isEqualTo(now.minusSeconds(5));
      CallSnapshot answered = line.lastTold().get(1);
      assertThat(answered.result()).isEqualTo(CallResult.ANSWERED);
      assertThat(answered.talked()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(40));
    }
  }

  @Test
  void callsOfBeforeThatGoOnAreFollowedToTheirEnd() {
    Instant now = Instant.now();
    try (SandboxPbx pbx = pbx()) {
      Playback call =
          pbx.play(
              Recording.named("a_in_answered"), Pace.fullSpeed(), Until.event("BridgeEnter", 2));
      call.awaitPaused(LONG);
      String id = Objects.requireNonNull(call.linkedId());
      CallSnapshot talking =
          before(id, CallStage.TALKING, CallResult.TALKING, now, now.minusSeconds(30));
      CallsBefore before = new CallsBefore(List.of(talking), now.minusSeconds(5));
      try (HeardLine line = new HeardLine(pbx.port(), before)) {
        await().until(line::isUp);
        assertThat(line.ended()).isEmpty();
        call.resume();
        await().until(() -> line.ended().size() == 1);
        CallSnapshot ended = line.ended().getFirst();
        assertThat(ended.result()).isEqualTo(CallResult.ANSWERED);
        assertThat(ended.clientNumber()).isEqualTo("+79161234567");
        assertThat(ended.endedAt()).isNotNull();
        assertThat(ended.talked()).isGreaterThan(Duration.ofSeconds(29));
      }
    }
  }

  private static CallSnapshot before(
      String id,
      CallStage stage,
      CallResult result,
      Instant now,
      @org.jspecify.annotations.Nullable Instant answered) {
    return new CallSnapshot(
        id,
        CallDirection.INCOMING,
        stage,
        result,
        null,
        null,
        "+79161234567",
        null,
        "74951230001",
        List.of(),
        List.of("101"),
        Duration.ofSeconds(5),
        Duration.ZERO,
        null,
        List.of(),
        now.minusSeconds(35),
        answered,
        null,
        null,
        null,
        null);
  }
}
