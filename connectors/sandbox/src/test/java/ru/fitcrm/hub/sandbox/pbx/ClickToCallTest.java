package ru.fitcrm.hub.sandbox.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClickToCallTest {

  private final SandboxPbx pbx =
      SandboxPbx.start(
          SandboxPbx.settings().clickPace(Pace.fullSpeed()).phone("105", "Вера Админ"));
  private final AmiClient client = AmiClient.loggedIn(pbx);

  @AfterEach
  void close() {
    client.close();
    pbx.close();
  }

  @Test
  void a_click_rings_the_employee_then_the_client_under_our_id() {
    originate("click-9", "hub-9", "PJSIP/105", "internal", "89035550011");
    client.await(
        each -> each.name().equals("Hangup") && each.fieldOrEmpty("Uniqueid").equals("hub-9"));

    PbxEvent answer = client.awaitEvent("OriginateResponse");
    assertThat(answer.field("ActionID")).isEqualTo("click-9");
    assertThat(answer.field("Response")).isEqualTo("Success");
    assertThat(answer.field("Reason")).isEqualTo("4");
    assertThat(answer.field("Exten")).isEqualTo("89035550011");
    assertThat(answer.fieldOrEmpty("Channel")).startsWith("PJSIP/105-");
    assertThat(client.named("Newchannel"))
        .extracting(each -> each.field("Linkedid"))
        .containsExactly("hub-9", "hub-9");
    assertThat(client.named("Newchannel").get(0).field("CallerIDName")).isEqualTo("Вера Админ");
    assertThat(client.texts())
        .anyMatch(text -> text.contains("DialString: 89035550011@trunk"))
        .anyMatch(text -> text.contains("Variable: __HUB_CALL\r\nValue: call-77"))
        .noneMatch(text -> text.contains("9161234567"))
        .noneMatch(text -> text.contains("hub-click-1"))
        .noneMatch(text -> text.contains("hub-abc123"))
        .noneMatch(text -> text.contains("74951230001"))
        .noneMatch(text -> text.contains("Exten: 101"));
    List<String> texts = client.frames().stream().map(PbxEvent::text).toList();
    assertThat(
            texts.indexOf(
                "Response: Success\r\nActionID: click-9\r\nMessage: Originate"
                    + " successfully queued"))
        .isBetween(0, texts.indexOf(client.named("Newchannel").get(0).text()) - 1);
  }

  @Test
  void an_employee_who_does_not_pick_up_is_reason_3_and_one_who_declines_is_reason_0() {
    pbx.clicks(ClickOutcome.EMPLOYEE_NO_ANSWER);
    originate("c3", "id-3", "PJSIP/101", "internal", "89035550011");
    assertThat(response("c3").field("Reason")).isEqualTo("3");
    pbx.clicks(ClickOutcome.EMPLOYEE_DECLINED);
    originate("c0", "id-0", "PJSIP/102", "internal", "89035550011");
    assertThat(response("c0").field("Reason")).isEqualTo("0");
    assertThat(response("c0").field("Response")).isEqualTo("Failure");
    assertThat(response("c0").field("Channel")).isEqualTo("PJSIP/102");
    assertThat(response("c0").field("Uniqueid")).isEqualTo("<unknown>");
  }

  @Test
  void the_same_channel_id_rings_once_while_the_first_call_lives_and_again_after() {
    pbx.clickPace(Pace.asRecorded());
    originate("first", "twin", "PJSIP/101", "internal", "89035550011");
    client.awaitEvent("DialBegin");
    originate("second", "twin", "PJSIP/101", "internal", "89035550011");
    assertThat(response("second").field("Response")).isEqualTo("Failure");
    assertThat(response("second").field("Reason")).isEqualTo("0");
    assertThat(response("second").field("Uniqueid")).isEqualTo("twin");
    assertThat(client.named("Newchannel")).hasSize(1);

    String channel = client.named("Newchannel").get(0).fieldOrEmpty("Channel");
    client.send("Action: Hangup", "ActionID: h", "Channel: " + channel);
    client.awaitEvent("Hangup");
    pbx.clickPace(Pace.fullSpeed());
    originate("third", "twin", "PJSIP/101", "internal", "89035550011");
    assertThat(response("third").field("Response")).isEqualTo("Success");
  }

  @Test
  void an_unknown_phone_fails_later_and_an_unknown_context_at_once() {
    originate("ghost", "g", "PJSIP/999", "internal", "89035550011");
    client.await(each -> each.text().startsWith("Response: Success\r\nActionID: ghost"));
    assertThat(response("ghost").field("Reason")).isEqualTo("0");
    originate("nowhere", "n", "PJSIP/101", "moon", "89035550011");
    assertThat(
            client
                .await(each -> each.fieldOrEmpty("ActionID").equals("nowhere"))
                .fieldOrEmpty("Message"))
        .isEqualTo("Extension does not exist.");
    assertThat(pbx.actions("Originate")).hasSize(2);
  }

  @Test
  void originate_needs_its_right() {
    try (SandboxPbx strict = SandboxPbx.start(SandboxPbx.settings().write("call,reporting"));
        AmiClient poor = AmiClient.loggedIn(strict)) {
      assertThat(poor.ask("Originate", "o", "Response").get(0).field("Message"))
          .isEqualTo("Permission denied");
    }
  }

  private PbxEvent response(String actionId) {
    return client.await(
        each ->
            each.name().equals("OriginateResponse")
                && each.fieldOrEmpty("ActionID").equals(actionId));
  }

  private void originate(String id, String channelId, String phone, String context, String to) {
    client.send(
        "Action: Originate",
        "ActionID: " + id,
        "Channel: " + phone,
        "Context: " + context,
        "Exten: " + to,
        "Priority: 1",
        "CallerID: Клуб Север <74959990009>",
        "Async: true",
        "Variable: __HUB_CALL=call-77",
        "ChannelId: " + channelId);
  }
}
