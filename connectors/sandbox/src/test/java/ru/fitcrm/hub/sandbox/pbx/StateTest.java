package ru.fitcrm.hub.sandbox.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateTest {

  private final MovableClock clock = new MovableClock();
  private final SandboxPbx pbx =
      SandboxPbx.start(SandboxPbx.settings().clock(clock).timestamps(true));
  private final AmiClient client = AmiClient.loggedIn(pbx);

  @AfterEach
  void close() {
    client.close();
    pbx.close();
  }

  @Test
  void a_talk_is_listed_with_its_bridge_while_it_lasts_and_not_after() {
    Playback call = talking();
    clock.forward(65);

    List<PbxEvent> list = client.ask("CoreShowChannels", "mid", "Event: CoreShowChannelsComplete");
    assertThat(list).hasSize(4);
    PbxEvent trunk = list.get(1);
    PbxEvent phone = list.get(2);
    assertThat(trunk.field("Uniqueid")).isEqualTo(call.linkedId());
    assertThat(trunk.field("Exten")).isEqualTo("74951230001");
    assertThat(trunk.field("CallerIDNum")).isEqualTo("+79161234567");
    assertThat(trunk.field("ChannelStateDesc")).isEqualTo("Up");
    assertThat(trunk.field("Application")).isEqualTo("Dial");
    assertThat(trunk.field("Duration")).isEqualTo("00:01:05");
    assertThat(trunk.fieldOrEmpty("BridgeId")).hasSize(36).isEqualTo(phone.field("BridgeId"));
    assertThat(phone.field("Application")).isEqualTo("AppDial");
    assertThat(phone.field("Linkedid")).isEqualTo(call.linkedId());
    assertThat(list.get(3).field("ListItems")).isEqualTo("2");

    call.resume();
    call.await(AmiClient.SOON);
    assertThat(client.ask("CoreShowChannels", "end", "Event: CoreShowChannelsComplete")).hasSize(2);
  }

  @Test
  void status_bridges_and_queues_tell_of_the_same_moment() {
    talking();
    Playback queued =
        pbx.play(Recording.named("f_queue_abandoned"), Pace.fullSpeed(), Until.event("DialBegin"));
    queued.awaitPaused(AmiClient.SOON);

    List<PbxEvent> status = client.ask("Status", "s", "Event: StatusComplete");
    assertThat(status.get(1).field("DNID")).isEqualTo("74951230001");
    assertThat(status.getLast().field("Items")).isEqualTo(Integer.toString(status.size() - 2));
    List<PbxEvent> bridges = client.ask("BridgeList", "b", "Event: BridgeListComplete");
    assertThat(bridges).hasSize(3);
    assertThat(bridges.get(1).field("BridgeNumChannels")).isEqualTo("2");
    List<PbxEvent> queues = client.ask("QueueStatus", "q", "Event: QueueStatusComplete");
    assertThat(queues.get(1).field("Calls")).isEqualTo("1");
    assertThat(queues)
        .filteredOn(each -> each.name().equals("QueueEntry"))
        .singleElement()
        .satisfies(each -> assertThat(each.field("Uniqueid")).isEqualTo(queued.linkedId()));
  }

  @Test
  void a_user_of_few_rights_is_listed_the_same_from_a_recording_without_newexten() {
    Playback call =
        pbx.play(Recording.named("hubmin/a_in_answered"), Pace.fullSpeed(), Until.event("DialEnd"));
    call.awaitPaused(AmiClient.SOON);
    List<PbxEvent> list = client.ask("CoreShowChannels", "c", "Event: CoreShowChannelsComplete");
    assertThat(list.get(1).field("Application")).isEqualTo("Dial");
    assertThat(list.get(2).field("Application")).isEqualTo("AppDial");
  }

  @Test
  void events_carry_the_clock_of_the_pbx_even_when_it_is_wrong() {
    pbx.skewClock(Duration.ofSeconds(-90));
    pbx.play(Recording.named("a_in_answered"), Pace.fullSpeed()).await(AmiClient.SOON);
    pbx.play(Recording.named("hubmin/a_in_answered"), Pace.fullSpeed()).await(AmiClient.SOON);
    client.ask("Ping", "p", "Response");
    String wrong = EpochMicros.of(Instant.parse("2026-11-21T19:58:30Z"));
    assertThat(client.events()).allMatch(each -> wrong.equals(each.field("Timestamp")));
    assertThat(client.texts()).allMatch(text -> text.split("\r\nTimestamp: ", -1).length == 2);
  }

  @Test
  void a_hangup_ends_the_call_and_its_recording_says_no_more() {
    Playback call = talking();
    String channel =
        client.ask("CoreShowChannels", "c", "Event: CoreShowC").get(1).fieldOrEmpty("Channel");
    client.send("Action: Hangup", "ActionID: h", "Channel: " + channel);
    client.await(each -> each.fieldOrEmpty("Message").equals("Channel Hungup"));
    client.ask("Ping", "p1", "Response");
    assertThat(client.named("Hangup")).hasSize(2);
    assertThat(client.named("BridgeLeave")).hasSize(2);
    assertThat(pbx.liveChannels()).isEmpty();

    call.resume();
    call.await(AmiClient.SOON);
    client.ask("Ping", "p2", "Response");
    assertThat(client.named("Hangup")).hasSize(2);
    client.send("Action: Hangup", "ActionID: h2", "Channel: " + channel);
    client.await(each -> each.fieldOrEmpty("Message").equals("No such channel"));
  }

  private Playback talking() {
    Playback call =
        pbx.play(Recording.named("a_in_answered"), Pace.fullSpeed(), Until.event("BridgeEnter", 2));
    call.awaitPaused(AmiClient.SOON);
    return call;
  }
}
