package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

class AsteriskLineTest {

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
    Recording first = Recording.load(scenario);
    boolean twice = Recording.exists(scenario + ".conn2");
    try (ReplayServer pbx =
            twice
                ? new ReplayServer(first, Recording.load(scenario + ".conn2"))
                : new ReplayServer(first);
        HeardLine line = new HeardLine(pbx.port(), CallsBefore.NOTHING)) {
      if (twice) {
        await().until(() -> !line.health.isEmpty());
        pbx.drop();
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> {
                assertThat(line.health).isNotEmpty().last().matches(PhoneLine.Health::up);
                assertThat(line.lastTold()).allMatch(call -> call.stage() == CallStage.ENDED);
                assertThat(line.lastTold().stream().map(Expected::of).map(Expected::withoutTimes))
                    .containsExactlyInAnyOrderElementsOf(expected);
              });
    }
  }

  @Test
  void aRefusedLoginIsToldOnceAndNotRepeated() {
    try (ReplayServer pbx = new ReplayServer()) {
      pbx.refuseLogins = true;
      try (HeardLine line = new HeardLine(pbx.port(), CallsBefore.NOTHING)) {
        await().until(() -> !line.health.isEmpty());
        assertThat(line.health.getFirst().code()).isEqualTo("login-refused");
        assertThat(line.health.getFirst().error()).contains("Authentication failed");
        await()
            .during(Duration.ofSeconds(1))
            .atMost(Duration.ofSeconds(3))
            .until(() -> pbx.attempts.get() == 1);
      }
    }
  }

  @Test
  void aPbxThatIsNotThereIsTriedUntilItIs() {
    int port;
    try (ReplayServer gone = new ReplayServer()) {
      port = gone.port();
    }
    try (HeardLine line = new HeardLine(port, CallsBefore.NOTHING)) {
      await().until(() -> !line.health.isEmpty());
      assertThat(line.health).singleElement().matches(h -> "unreachable".equals(h.code()));
    }
  }

  @Test
  void aPbxThatFallsSilentWithoutClosingIsNoticedAndConnectedAnew() {
    try (ReplayServer pbx = new ReplayServer();
        HeardLine line = new HeardLine(pbx.port(), CallsBefore.NOTHING)) {
      await().until(() -> !line.health.isEmpty() && line.health.getLast().up());
      pbx.mute = true;
      await().until(() -> !line.health.getLast().up());
      pbx.mute = false;
      await().until(() -> line.health.getLast().up());
      assertThat(pbx.logins.get()).isGreaterThan(1);
    }
  }

  @Test
  void aPbxThatDoesNotLetItsChannelsBeListedIsHeardAllTheSame() {
    try (ReplayServer pbx = new ReplayServer(Recording.load("a_in_answered"))) {
      pbx.refuseLists = true;
      try (HeardLine line = new HeardLine(pbx.port(), CallsBefore.NOTHING)) {
        await().until(() -> !line.lastTold().isEmpty());
        await().until(() -> !line.health.isEmpty());
        assertThat(line.health).singleElement().matches(PhoneLine.Health::up);
      }
    }
  }

  @Test
  void callsOfBeforeThatThePbxHasForgottenEndWhenItIsHeardAgain() {
    Instant now = Instant.now();
    CallSnapshot ringing = before("1.1", CallStage.RINGING, CallResult.RINGING, now, null);
    CallSnapshot talking =
        before("1.2", CallStage.TALKING, CallResult.TALKING, now, now.minusSeconds(30));
    CallsBefore before = new CallsBefore(List.of(ringing, talking), now.minusSeconds(5));
    try (ReplayServer pbx = new ReplayServer();
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
    CallSnapshot talking =
        before("1795293905.2", CallStage.TALKING, CallResult.TALKING, now, now.minusSeconds(30));
    CallsBefore before = new CallsBefore(List.of(talking), now.minusSeconds(5));
    try (ReplayServer pbx = new ReplayServer(Recording.load("n3_ami_drop.conn2"));
        HeardLine line = new HeardLine(pbx.port(), before)) {
      await().until(() -> !line.health.isEmpty());
      await().untilAsserted(() -> assertThat(line.lastTold()).isNotEmpty());
      assertThat(line.lastTold().getFirst().result()).isEqualTo(CallResult.ANSWERED);
      assertThat(line.lastTold().getFirst().clientNumber()).isEqualTo("+79161234567");
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
