package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.fitcrm.hub.connectors.asterisk.PbxAndLine.LONG;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallStage;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Playback;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.Until;

/** What the hub itself can do to its line: listen slowly, throw, and let too much wait. */
class ListenerSurvivalTest {

  private final PbxAndLine own = new PbxAndLine();

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void aListenerThatBlocksDuringABurstLosesNothing() {
    HeardLine line = own.upLine();
    CountDownLatch latch = new CountDownLatch(1);
    line.blocked = latch;
    Playback first = own.pbx.play(Recording.named("q_burst"), Pace.fullSpeed());
    Playback second = own.pbx.play(Recording.named("q_burst"), Pace.fullSpeed());
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
    HeardLine line = own.upLine();
    line.throwing = true;
    own.talk();
    await().until(() -> !line.calls.isEmpty());
    line.throwing = false;
    own.pbx.play(Recording.named("b_in_missed"), Pace.fullSpeed());
    await().atMost(LONG).until(() -> line.ended().size() == 1);
    assertThat(line.health).singleElement().matches(PhoneLine.Health::up);
  }

  @Test
  void moreThanCanWaitRebuildsTheLineAndLeavesNoCallOpen() {
    HeardLine line = own.open(HeardLine.settings(own.pbx.port()), HeardLine.waiting(1_000));
    await().until(line::isUp);
    CountDownLatch latch = new CountDownLatch(1);
    line.blocked = latch;
    Playback burst =
        own.pbx.play(Recording.named("q_burst"), Pace.fullSpeed(), Until.events(10_000));
    burst.awaitPaused(LONG);
    await().atMost(LONG).until(() -> own.pbx.sessions() == 0);
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
}
