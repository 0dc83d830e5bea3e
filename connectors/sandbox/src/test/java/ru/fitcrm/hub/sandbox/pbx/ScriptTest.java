package ru.fitcrm.hub.sandbox.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

  @ParameterizedTest
  @ValueSource(strings = {"n_restart_now", "n2_kill9", "n3_ami_drop", "n4_ami_gap"})
  void the_second_session_hears_what_the_second_connection_heard(String name) {
    Recording first = Recording.named(name);
    Recording second = first.secondConnection();
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings())) {
      Script script = pbx.script(first, second, Pace.fullSpeed());
      try (AmiClient one = AmiClient.loggedIn(pbx)) {
        one.awaitEnd();
        assertThat(heard(one)).isEqualTo(texts(first));
      }
      try (AmiClient two = AmiClient.loggedIn(pbx)) {
        List<PbxEvent> list = two.ask("CoreShowChannels", "m", "Event: CoreShowChannelsComplete");
        int channels = name.equals("n3_ami_drop") ? 4 : 0;
        assertThat(list).hasSize(channels + 2);
        assertThat(two.ask("Status", "s", "Event: StatusComplete")).hasSize(channels + 2);
        script.await(AmiClient.SOON);
        two.ask("Ping", "p", "Response");
        assertThat(heard(two)).isEqualTo(texts(second));
        assertThat(two.ask("CoreShowChannels", "e", "Event: CoreShowChannelsComplete")).hasSize(2);
      }
    }
  }

  @Test
  void queue_status_of_a_booting_pbx_is_the_recorded_error() {
    Recording first = Recording.named("n2_kill9");
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings())) {
      Script script = pbx.script(first, first.secondConnection(), Pace.fullSpeed());
      try (AmiClient one = AmiClient.loggedIn(pbx)) {
        one.awaitEnd();
      }
      try (AmiClient two = AmiClient.loggedIn(pbx)) {
        assertThat(two.ask("QueueStatus", "q", "Response: Error").get(0).fieldOrEmpty("Message"))
            .startsWith("Invalid/unknown command: QueueStatus");
        script.await(AmiClient.SOON);
      }
    }
  }

  private static List<String> heard(AmiClient client) {
    return client.frames().stream()
        .filter(each -> each.field("Privilege") != null && !each.name().equals("Status"))
        .map(PbxEvent::text)
        .toList();
  }

  private static List<String> texts(Recording recording) {
    return recording.heard().stream().map(each -> each.event().text()).toList();
  }
}
