package ru.fitcrm.hub.sandbox.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Order(1)
class PlaybackTest {

  private final SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings());

  @AfterEach
  void close() {
    pbx.close();
  }

  static Stream<String> recordings() {
    return Recording.names().stream();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void verbatim_events_arrive_exactly_as_recorded(String name) {
    Recording recording = Recording.named(name).verbatim();
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      pbx.play(recording, Pace.fullSpeed()).await(AmiClient.SOON);
      client.ask("Ping", "p", "Response");
      assertThat(client.events().stream().map(PbxEvent::text))
          .containsExactlyElementsOf(recording.events().stream().map(PbxEvent::text).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void every_playback_has_ids_of_its_own_and_leaves_no_channel(String name) {
    Recording recording = Recording.named(name);
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      pbx.play(recording, Pace.fullSpeed()).await(AmiClient.SOON);
      client.ask("Ping", "p", "Response");
      assertThat(client.events()).hasSameSizeAs(recording.events());
      String all = String.join("\r\n\r\n", client.texts());
      Set<String> words = new HashSet<>(List.of(all.split("[^0-9A-Za-z.]+")));
      words.retainAll(Set.copyOf(recording.recordedNames().ids()));
      assertThat(words).isEmpty();
      for (String id : recording.recordedNames().ids()) {
        assertThat(all.contains("Uniqueid: " + id + "\r\n")).as("old id %s", id).isFalse();
      }
      if (!name.startsWith("n")) {
        assertThat(pbx.liveChannels()).isEmpty();
      }
    }
  }

  @Test
  void a_new_call_has_nothing_of_the_old_numbers_and_ids() {
    NewCall call = new NewCall("+79035550011", "Пётр Новый", "74959990009");
    Recording recording = Recording.named("a_in_answered");
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      Playback playback = pbx.play(recording.asCall(call), Pace.fullSpeed());
      playback.await(AmiClient.SOON);
      client.ask("Ping", "p", "Response");
      PbxEvent first = client.events().get(0);
      assertThat(first.field("CallerIDNum")).isEqualTo("+79035550011");
      assertThat(first.field("CallerIDName")).isEqualTo("Пётр Новый");
      assertThat(first.field("Exten")).isEqualTo("74959990009");
      assertThat(first.field("Uniqueid")).isEqualTo(playback.linkedId());
      String all = String.join("\r\n\r\n", client.texts());
      assertThat(all)
          .doesNotContain("9161234567")
          .doesNotContain("74951230001")
          .doesNotContain("1795293339")
          .contains("in-+79035550011-" + playback.linkedId() + ".wav")
          .contains("ConnectedLineNum: +79035550011\r\nConnectedLineName: Пётр Новый");
    }
  }

  @Test
  void an_outgoing_call_can_go_to_another_number() {
    NewCall call = new NewCall("89035550011", null, "74959990009");
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      pbx.play(Recording.named("i3_out_by_hand").asCall(call), Pace.fullSpeed())
          .await(AmiClient.SOON);
      client.ask("Ping", "p", "Response");
      assertThat(client.texts())
          .noneMatch(text -> text.contains("9161234567") || text.contains("74951230001"))
          .anyMatch(text -> text.contains("DialString: 89035550011@trunk"));
    }
  }

  @Test
  void a_recording_of_many_clients_cannot_become_one_call() {
    NewCall call = new NewCall("+79035550011", null, null);
    assertThatThrownBy(() -> Recording.named("q_burst").asCall(call))
        .hasMessageContaining("200 clients' numbers");
  }

  @Test
  void two_playbacks_at_once_never_share_an_id() {
    Recording recording = Recording.named("h_att_refer");
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      Playback one = pbx.play(recording, Pace.times(50), Until.event("BridgeEnter"));
      Playback two = pbx.play(recording, Pace.times(50), Until.event("BridgeEnter"));
      one.awaitPaused(AmiClient.SOON);
      two.awaitPaused(AmiClient.SOON);
      assertThat(pbx.liveChannels()).hasSize(4).doesNotHaveDuplicates();
      one.resume();
      two.resume();
      one.await(AmiClient.SOON);
      two.await(AmiClient.SOON);
      client.ask("Ping", "p", "Response");
      Set<String> names =
          client.named("Newchannel").stream()
              .map(each -> each.field("Channel"))
              .collect(Collectors.toSet());
      assertThat(names).hasSameSizeAs(client.named("Newchannel"));
      assertThat(one.linkedId()).isNotEqualTo(two.linkedId());
      assertThat(client.events()).hasSize(2 * recording.events().size());
    }
  }

  @Test
  void a_playback_stops_where_it_is_told() {
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      Playback playback =
          pbx.play(Recording.named("a_in_answered"), Pace.fullSpeed(), Until.events(3));
      playback.awaitPaused(AmiClient.SOON);
      client.ask("Ping", "p1", "Response");
      assertThat(client.events()).hasSize(3);
      playback.playUntil(Until.event("BridgeEnter", 2));
      playback.awaitPaused(AmiClient.SOON);
      client.ask("Ping", "p2", "Response");
      assertThat(client.events().getLast().name()).isEqualTo("BridgeEnter");
      assertThat(client.named("BridgeEnter")).hasSize(2);
      playback.cancel();
      assertThat(playback.isDone()).isTrue();
      assertThat(pbx.liveChannels()).isEmpty();
    }
  }
}
