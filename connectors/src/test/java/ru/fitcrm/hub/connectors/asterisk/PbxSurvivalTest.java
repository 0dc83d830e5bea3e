package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.fitcrm.hub.connectors.asterisk.PbxAndLine.LONG;
import static ru.fitcrm.hub.connectors.asterisk.PbxAndLine.TALK;
import static ru.fitcrm.hub.connectors.asterisk.PbxAndLine.pause;
import static ru.fitcrm.hub.connectors.asterisk.PbxAndLine.secret;
import static ru.fitcrm.hub.connectors.asterisk.PbxAndLine.up;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Playback;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;
import ru.fitcrm.hub.sandbox.pbx.Until;

/** What a PBX can do to its line: down, restarted, crashed, cut off and frozen. */
class PbxSurvivalTest {

  private final PbxAndLine own = new PbxAndLine();

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void aPbxThatIsDownAtFirstIsHeardOnceItIsThere() {
    own.pbx.stop();
    HeardLine line = own.line();
    await().until(() -> !line.health.isEmpty());
    assertThat(line.health).singleElement().matches(h -> "unreachable".equals(h.code()));
    own.pbx.start();
    await().atMost(LONG).until(line::isUp);
    assertThat(line.health).hasSize(2);
  }

  @Test
  void aRestartNowEndsCallsByTheRulesAndTheNextCallsAreHeard() {
    HeardLine line = own.upLine();
    own.talk();
    pause(line);
    own.pbx.restartNow();
    await().atMost(LONG).until(() -> line.ended().size() == 1 && line.ups() == 2);
    assertThat(line.ended().getFirst().result()).isEqualTo(CallResult.ANSWERED);
    assertThat(line.ended().getFirst().endedAt()).isNotNull();

    own.pbx.play(Recording.named("b_in_missed"), Pace.fullSpeed());
    await().until(() -> line.ended().size() == 2);
    assertThat(line.lastTold()).hasSize(2);
    assertThat(line.ended().getLast().result()).isEqualTo(CallResult.MISSED);
  }

  @Test
  void aGracefulRestartLosesNothing() {
    HeardLine line = own.upLine();
    Playback call = own.talk();
    pause(line);
    call.resume();
    call.await(LONG);
    own.pbx.stop();
    await().until(() -> !line.isUp());
    own.pbx.start();
    await().atMost(LONG).until(line::isUp);
    assertThat(line.lastTold()).singleElement().matches(c -> c.result() == CallResult.ANSWERED);
    assertThat(line.lastTold().getFirst().endedAt()).isNotNull();
    assertThat(line.health.get(1).code()).isEqualTo("connection-lost");
  }

  @Test
  void callsOfACrashedPbxEndBetweenTheLastWordAndTheNext() {
    HeardLine line = own.upLine();
    own.talk();
    own.paused("b_in_missed", Until.event("DialBegin"));
    await().until(() -> line.lastTold().size() == 2);
    own.pbx.crash();
    await().until(() -> !line.isUp());
    assertThat(line.ended()).isEmpty();
    own.pbx.start();
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
    HeardLine line = up(own.impatientLine());
    own.talk();
    pause(line);
    own.pbx.refuse(true);
    own.pbx.freeze();
    try (SandboxPbx next = SandboxPbx.start(secret("secret").port(own.pbx.port()))) {
      await().atMost(LONG).until(() -> line.ups() == 2);
      await().until(() -> line.ended().size() == 1);
      assertThat(line.ended().getFirst().endedBetween()).isNotNull();
      next.play(Recording.named(TALK), Pace.fullSpeed());
      await().until(() -> line.ended().size() == 2);
    }
  }

  @Test
  void aFrozenPbxIsNoticedAndItsCallsGoOnAfterTheThaw() {
    HeardLine line = up(own.impatientLine());
    Playback call = own.talk();
    pause(line);
    own.pbx.freeze();
    await().atMost(LONG).until(() -> !line.isUp());
    own.pbx.thaw();
    await().atMost(LONG).until(line::isUp);
    assertThat(line.ended()).isEmpty();
    call.resume();
    await().atMost(LONG).until(() -> line.ended().size() == 1);
    assertThat(line.ended().getFirst().endedAt()).isNotNull();
  }

  @Test
  void aPbxThatIsFrozenFromTheBeginningIsTriedUntilItAnswers() {
    own.pbx.freeze();
    HeardLine line = own.impatientLine();
    await().atMost(LONG).until(() -> !line.health.isEmpty());
    assertThat(line.health.getFirst().up()).isFalse();
    own.pbx.thaw();
    await().atMost(LONG).until(line::isUp);
  }
}
