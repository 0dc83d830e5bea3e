package ru.fitcrm.hub.sandbox.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private final MovableClock clock = new MovableClock();
  private final SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().clock(clock));
  private final Recording recording = Recording.named("a_in_answered").verbatim();

  @AfterEach
  void close() {
    pbx.close();
  }

  @Test
  void what_was_missed_after_a_drop_is_never_said_again() {
    Playback call;
    try (AmiClient first = AmiClient.loggedIn(pbx)) {
      call = pbx.play(recording, Pace.fullSpeed(), Until.events(10));
      call.awaitPaused(AmiClient.SOON);
      pbx.dropConnections();
      first.awaitEnd();
      assertThat(first.wasReset()).isFalse();
      assertThat(first.events()).hasSize(10);
    }
    call.playUntil(Until.events(20));
    call.awaitPaused(AmiClient.SOON);
    try (AmiClient second = AmiClient.loggedIn(pbx)) {
      call.resume();
      call.await(AmiClient.SOON);
      second.ask("Ping", "p", "Response");
      assertThat(second.texts())
          .containsExactlyElementsOf(texts(recording).subList(30, recording.events().size()));
    }
  }

  @Test
  void all_sessions_hear_everything() {
    try (AmiClient one = AmiClient.loggedIn(pbx);
        AmiClient two = AmiClient.loggedIn(pbx)) {
      pbx.play(recording, Pace.fullSpeed()).await(AmiClient.SOON);
      one.ask("Ping", "p", "Response");
      two.ask("Ping", "p", "Response");
      assertThat(one.texts()).isEqualTo(texts(recording));
      assertThat(two.texts()).isEqualTo(texts(recording));
    }
  }

  @Test
  void a_reset_is_a_reset() {
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      pbx.dropConnections(Cut.RST);
      client.awaitEnd();
      assertThat(client.wasReset()).isTrue();
      assertThat(pbx.sessions()).isZero();
    }
  }

  @Test
  void a_frozen_pbx_keeps_the_connection_and_answers_after_the_thaw() {
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      client.awaitEvent("FullyBooted");
      pbx.freeze();
      client.send("Action: Ping", "ActionID: frozen");
      pbx.play(recording, Pace.fullSpeed()).await(AmiClient.SOON);
      try (AmiClient late = new AmiClient(pbx.port())) {
        Awaitility.await()
            .during(Duration.ofMillis(200))
            .atMost(AmiClient.SOON)
            .until(() -> client.events().isEmpty() && late.frames().isEmpty());
        assertThat(client.isEnded()).isFalse();
        pbx.thaw();
        client.await(each -> each.fieldOrEmpty("ActionID").equals("frozen"));
        late.await(each -> each.text().startsWith("Asterisk Call Manager"));
      }
      assertThat(client.texts()).isEqualTo(texts(recording));
    }
  }

  @Test
  void a_slow_pbx_says_the_same_later() {
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      pbx.slowDown(2_000);
      pbx.play(recording, Pace.fullSpeed()).await(AmiClient.SOON);
      client.awaitEvent(recording.events().getFirst().name());
      assertThat(client.events().size()).isLessThan(recording.events().size());
      pbx.slowDown(0);
      client.ask("Ping", "p", "Response");
      assertThat(client.texts()).isEqualTo(texts(recording));
    }
  }

  @Test
  void a_fast_reader_gets_the_whole_burst_while_one_that_never_reads_is_cut_off() {
    Recording burst = Recording.named("q_burst");
    try (SandboxPbx strict =
            SandboxPbx.start(SandboxPbx.settings().writeTimeout(Duration.ofSeconds(3)));
        DeafClient deaf = new DeafClient(strict.port());
        AmiClient client = AmiClient.loggedIn(strict)) {
      strict.awaitSessions(2, AmiClient.SOON);
      for (int turn = 1; turn <= 3; turn++) {
        strict.play(burst, Pace.fullSpeed()).await(AmiClient.SOON.multipliedBy(3));
      }
      client.ask("Ping", "p", "Response");
      assertThat(client.events()).hasSize(3 * burst.events().size());
      strict.awaitSessions(1, AmiClient.SOON);
      assertThat(deaf.isConnected()).isTrue();
    }
  }

  @Test
  void nobody_gets_in_while_connections_are_refused() {
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      pbx.refuse(true);
      assertThatThrownBy(() -> new AmiClient(pbx.port())).hasMessageContaining("refused");
      client.ask("Ping", "p", "Response");
      pbx.refuse(false);
      AmiClient.loggedIn(pbx).close();
    }
  }

  @Test
  void restart_now_ends_the_calls_says_so_and_boots_anew() {
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      Playback talk = paused("a_in_answered", Until.event("BridgeEnter", 2));
      Playback queue = paused("f_queue_abandoned", Until.event("AgentCalled"));
      clock.forward(60);
      pbx.restartNow();
      client.awaitEnd();
      assertThat(client.wasReset()).isFalse();
      assertThat(client.events().getLast().name()).isEqualTo("Shutdown");
      assertThat(client.events().getLast().field("Restart")).isEqualTo("True");
      List<String> began = ids(client, "Newchannel");
      assertThat(ids(client, "Hangup")).containsExactlyInAnyOrderElementsOf(began);
      assertThat(ids(client, "QueueCallerAbandon")).containsExactly(queue.linkedId());
      assertThat(client.named("BridgeLeave")).hasSize(2);
      assertThat(talk.isDone()).isTrue();
    }
    try (AmiClient again = AmiClient.loggedIn(pbx)) {
      assertThat(again.awaitEvent("FullyBooted").field("Uptime")).isEqualTo("0");
      assertThat(again.ask("CoreStatus", "s", "Response").get(0).field("CoreStartupTime"))
          .isEqualTo("20:01:00");
      assertThat(again.ask("CoreShowChannels", "c", "Event: CoreShowChannelsComplete")).hasSize(2);
      assertThat(paused("a_in_answered", Until.events(1)).linkedId()).endsWith(".0");
    }
  }

  @Test
  void a_crash_says_nothing_and_the_next_boot_has_another_epoch() {
    String before;
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      before = paused("a_in_answered", Until.event("BridgeEnter", 2)).linkedId();
      client.ask("Ping", "p", "Response");
      pbx.crash();
      client.awaitEnd();
      assertThat(client.wasReset()).isTrue();
      assertThat(client.named("Hangup")).isEmpty();
      assertThat(client.named("Shutdown")).isEmpty();
    }
    assertThat(pbx.liveChannels()).isEmpty();
    assertThatThrownBy(() -> new AmiClient(pbx.port())).hasMessageContaining("refused");
    assertThatThrownBy(() -> pbx.play(recording, Pace.fullSpeed())).hasMessageContaining("down");
    pbx.start();
    AmiClient.loggedIn(pbx).close();
    assertThat(paused("a_in_answered", Until.events(1)).linkedId())
        .endsWith(".0")
        .isNotEqualTo(before);
  }

  @Test
  void a_stopped_pbx_comes_back_on_the_same_port() {
    int port = pbx.port();
    for (int round = 0; round < 3; round++) {
      try (AmiClient client = AmiClient.loggedIn(pbx)) {
        pbx.stop();
        client.awaitEnd();
        assertThat(client.events().getLast().field("Restart")).isEqualTo("False");
      }
      pbx.start();
      assertThat(pbx.port()).isEqualTo(port);
    }
  }

  private Playback paused(String name, Until until) {
    Playback playback = pbx.play(Recording.named(name), Pace.fullSpeed(), until);
    playback.awaitPaused(AmiClient.SOON);
    return playback;
  }

  private static List<String> ids(AmiClient client, String event) {
    List<String> ids = new ArrayList<>();
    client.named(event).forEach(each -> ids.add(each.fieldOrEmpty("Uniqueid")));
    return ids;
  }

  private static List<String> texts(Recording recording) {
    return recording.events().stream().map(PbxEvent::text).toList();
  }
}
