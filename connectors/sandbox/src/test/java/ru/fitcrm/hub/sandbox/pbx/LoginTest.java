package ru.fitcrm.hub.sandbox.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginTest {

  private final SandboxPbx pbx =
      SandboxPbx.start(
          SandboxPbx.settings().user("hub", "hub-secret").refusalDelay(Duration.ofMillis(20)));

  @AfterEach
  void close() {
    pbx.close();
  }

  @Test
  void a_plain_secret_lets_in_and_fully_booted_follows_the_answer() {
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      client.awaitEvent("FullyBooted");
      assertThat(client.frames().get(0).text()).startsWith("Asterisk Call Manager/");
      assertThat(client.frames().get(1).text())
          .isEqualTo("Response: Success\r\nActionID: login\r\nMessage: Authentication accepted");
      assertThat(client.frames().get(2).fieldOrEmpty("Uptime")).isEqualTo("0");
      pbx.awaitSession(AmiClient.SOON);
    }
    pbx.awaitSessions(0, AmiClient.SOON);
  }

  @Test
  void a_challenge_lets_in_without_sending_the_secret() throws Exception {
    try (AmiClient client = new AmiClient(pbx.port())) {
      client.send("Action: Challenge", "AuthType: MD5");
      String challenge =
          client.await(each -> each.field("Challenge") != null).fieldOrEmpty("Challenge");
      byte[] key =
          MessageDigest.getInstance("MD5")
              .digest((challenge + "hub-secret").getBytes(StandardCharsets.UTF_8));
      client.send(
          "Action: Login",
          "AuthType: MD5",
          "Username: hub",
          "Key: " + HexFormat.of().formatHex(key));
      client.await(each -> each.fieldOrEmpty("Message").equals("Authentication accepted"));
    }
  }

  @Test
  void a_wrong_secret_gets_an_error_and_the_end() {
    try (AmiClient client = new AmiClient(pbx.port())) {
      client.send("Action: Login", "ActionID: 7", "Username: hub", "Secret: guess");
      client.awaitEnd();
      assertThat(client.frames().get(1).text())
          .isEqualTo("Response: Error\r\nActionID: 7\r\nMessage: Authentication failed");
      assertThat(client.wasReset()).isFalse();
      assertThat(pbx.sessions()).isZero();
    }
  }

  @Test
  void without_the_system_class_there_is_no_fully_booted() {
    try (SandboxPbx small = SandboxPbx.start(SandboxPbx.settings().read("call,agent"));
        AmiClient client = AmiClient.loggedIn(small)) {
      small.play(Recording.named("a_in_answered"), Pace.fullSpeed()).await(AmiClient.SOON);
      client.ask("Ping", "p", "Response");
      assertThat(client.named("FullyBooted")).isEmpty();
      assertThat(client.named("Hangup")).hasSize(2);
      assertThat(client.named("VarSet")).isEmpty();
    }
  }

  @Test
  void secrets_are_masked_in_what_a_test_can_look_at() {
    AmiClient.loggedIn(pbx).close();
    assertThat(pbx.actions("Login")).hasSize(1);
    assertThat(pbx.actions("Login").get(0).field("Secret")).isEqualTo("***");
    assertThat(pbx.actions("Login").get(0).field("Username")).isEqualTo("hub");
  }

  @Test
  void unknown_actions_are_answered_as_asterisk_does() {
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      assertThat(client.ask("Dance", "d", "Response: Error").get(0).fieldOrEmpty("Message"))
          .isEqualTo(
              "Invalid/unknown command: Dance. Use Action: ListCommands to show available"
                  + " commands.");
      assertThat(client.ask("CoreSettings", "c", "Response").get(0).field("AMIversion"))
          .isEqualTo("11.0.0");
      assertThat(client.ask("CoreStatus", "s", "Response").get(0).field("CoreStartupTime"))
          .matches("\\d\\d:\\d\\d:\\d\\d");
      assertThat(client.ask("Ping", "p", "Response").get(0).field("Timestamp"))
          .matches("\\d{10}\\.\\d{6}");
      client.ask("Logoff", "l", "Response: Goodbye");
      client.awaitEnd();
    }
  }

  @Test
  void events_off_silences_the_stream_until_on_again() {
    try (AmiClient client = AmiClient.loggedIn(pbx)) {
      client.send("Action: Events", "ActionID: off", "EventMask: off");
      client.await(each -> each.fieldOrEmpty("Events").equals("Off"));
      pbx.play(Recording.named("a_in_answered"), Pace.fullSpeed()).await(AmiClient.SOON);
      client.send("Action: Events", "ActionID: on", "EventMask: call");
      client.await(each -> each.fieldOrEmpty("Events").equals("On"));
      assertThat(client.events()).isEmpty();
      pbx.play(Recording.named("a_in_answered"), Pace.fullSpeed()).await(AmiClient.SOON);
      client.ask("Ping", "p", "Response");
      assertThat(client.named("Hangup")).hasSize(2);
      assertThat(client.named("VarSet")).isEmpty();
    }
  }
}
