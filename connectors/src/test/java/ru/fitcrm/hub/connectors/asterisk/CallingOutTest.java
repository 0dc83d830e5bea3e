package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.connectors.DialRequest;
import ru.fitcrm.hub.connectors.Dialled;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;
import ru.fitcrm.hub.sandbox.pbx.ClickOutcome;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.ReceivedAction;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** The hub rings an employee, then the client. */
class CallingOutTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String CLIENT = "+79165550011";

  private final SandboxPbx pbx =
      SandboxPbx.start(SandboxPbx.settings().user("hub", "secret").clickPace(Pace.fullSpeed()));
  private @Nullable HeardLine open;

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
    pbx.close();
  }

  @Test
  void aClickRingsTheEmployeeAndThenTheClientUnderOurId() {
    HeardLine line = line("");
    DialRequest request = DialRequest.of("101", CLIENT);

    assertThat(line.dial(request)).isEqualTo(new Dialled.Accepted(request.id()));
    CallSnapshot call = ended(line);
    assertThat(call.linkedId()).isEqualTo(request.id());
    assertThat(call.actionId()).isEqualTo(request.id());
    assertThat(call.direction()).isEqualTo(CallDirection.OUTGOING);
    assertThat(call.result()).isEqualTo(CallResult.ANSWERED);
    assertThat(call.clientNumber()).isEqualTo(CLIENT);
    assertThat(call.answeredBy()).containsExactly("101");

    ReceivedAction asked = pbx.actions("Originate").getFirst();
    assertThat(asked.field("Channel")).isEqualTo("PJSIP/101");
    assertThat(asked.field("Context")).isEqualTo("internal");
    assertThat(asked.field("Exten")).isEqualTo("89165550011");
    assertThat(asked.field("Priority")).isEqualTo("1");
    assertThat(asked.field("CallerID")).isEqualTo("74959990009");
    assertThat(asked.field("Timeout")).isEqualTo("30000");
    assertThat(asked.field("ChannelId")).isEqualTo(request.id());
    assertThat(asked.field("ActionID")).endsWith(request.id());
    assertThat(asked.field("Async")).isEqualTo("true");
    assertThat(asked.field("OtherChannelId")).isNull();
    assertThat(asked.fields("Variable")).containsExactly("__HUB_CALL=" + request.id());
  }

  @ParameterizedTest
  @CsvSource({
    "EMPLOYEE_NO_ANSWER, FAILED, EMPLOYEE_NO_ANSWER",
    "EMPLOYEE_DECLINED, FAILED, EMPLOYEE_DECLINED",
    "CLIENT_BUSY, BUSY,",
    "CLIENT_NO_ANSWER, MISSED,"
  })
  void aClickThatCameToNothingSaysWhy(
      ClickOutcome outcome, CallResult result, @Nullable String failure) {
    pbx.clicks(outcome);
    HeardLine line = line("");
    DialRequest request = DialRequest.of("102", CLIENT);
    assertThat(line.dial(request)).isInstanceOf(Dialled.Accepted.class);

    CallSnapshot call = ended(line);
    assertThat(line.lastTold()).hasSize(1);
    assertThat(call.result()).isEqualTo(result);
    assertThat(call.failure()).isEqualTo(failure);
    assertThat(call.direction()).isEqualTo(CallDirection.OUTGOING);
    assertThat(call.clientNumber()).isEqualTo(CLIENT);
    assertThat(call.rang()).containsExactly("102");
    assertThat(call.actionId()).isEqualTo(request.id());
  }

  @Test
  void aPhoneThePbxDoesNotKnowFails() {
    HeardLine line = line("");
    DialRequest request = DialRequest.of("999", CLIENT);
    assertThat(line.dial(request)).isInstanceOf(Dialled.Accepted.class);
    CallSnapshot call = ended(line);
    assertThat(call.failure()).isEqualTo("PHONE_UNKNOWN");
    assertThat(call.result()).isEqualTo(CallResult.FAILED);
    assertThat(call.clientNumber()).isEqualTo(CLIENT);
    assertThat(call.rang()).containsExactly("999");
    assertThat(call.actionId()).isEqualTo(request.id());
  }

  @Test
  void aContextThatLeadsNowhereIsRefusedAtOnceInWords() {
    HeardLine line = line(", \"outboundContext\": \"moon\"");
    assertThat(line.dial(DialRequest.of("101", CLIENT)))
        .isInstanceOfSatisfying(
            Dialled.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("no-way-out");
              assertThat(refused.reason())
                  .contains("moon", "Extension does not exist.", "outboundContext");
            });
    await().during(Duration.ofMillis(300)).until(() -> line.calls.isEmpty());
  }

  @Test
  void aMissingRightIsNamed() {
    try (SandboxPbx strict =
            SandboxPbx.start(SandboxPbx.settings().user("hub", "secret").write("call,reporting"));
        HeardLine line = line(strict.port(), "")) {
      assertThat(line.dial(DialRequest.of("101", CLIENT)))
          .isInstanceOfSatisfying(
              Dialled.Refused.class,
              refused -> assertThat(refused.code()).isEqualTo("right-originate-missing"));
    }
  }

  @Test
  void withoutALineNothingRings() {
    HeardLine line = line("");
    pbx.stop();
    await().until(() -> !line.isUp());
    assertThat(line.dial(DialRequest.of("101", CLIENT)))
        .isInstanceOfSatisfying(
            Dialled.Refused.class, refused -> assertThat(refused.code()).isEqualTo("no-line"));
  }

  @Test
  void aPbxThatDoesNotAnswerMayRingAllTheSame() {
    HeardLine line = line(pbx.port(), "", HeardLine.IMPATIENT);
    open = line;
    pbx.freeze();
    assertThat(line.dial(DialRequest.of("101", CLIENT))).isInstanceOf(Dialled.Unknown.class);
  }

  @Test
  void aDoubleClickRingsOnceAndALaterOneAgain() {
    pbx.clickPace(Pace.times(4));
    HeardLine line = line("");
    DialRequest request = DialRequest.of("101", CLIENT);
    assertThat(line.dial(request)).isEqualTo(line.dial(request));
    assertThat(pbx.actions("Originate")).hasSize(1);
    CallSnapshot call = ended(line);
    assertThat(call.result()).isEqualTo(CallResult.ANSWERED);

    assertThat(line.dial(request)).isInstanceOf(Dialled.Accepted.class);
    assertThat(pbx.actions("Originate")).hasSize(2);
  }

  @Test
  void aDoubleClickByAnotherNodeDoesNotHarmTheCallThatLives() {
    pbx.clickPace(Pace.times(4));
    HeardLine line = line("");
    DialRequest request = DialRequest.of("101", CLIENT);
    assertThat(line.dial(request)).isInstanceOf(Dialled.Accepted.class);
    try (HeardLine other = line(pbx.port(), "")) {
      assertThat(other.dial(request)).isInstanceOf(Dialled.Accepted.class);
      await().atMost(LONG).until(() -> line.ended().size() == 1);
      assertThat(line.ended().getFirst().result()).isEqualTo(CallResult.ANSWERED);
      assertThat(line.lastTold()).hasSize(1);
      assertThat(line.calls.stream().filter(c -> c.stage() == CallStage.ENDED)).hasSize(1);
    }
  }

  @Test
  void theTemplateMayLeadThroughALocalChannel() {
    HeardLine line =
        line(", \"dialTemplate\": \"Local/{extension}@internal\", \"dialFormat\": \"E164\"");
    DialRequest request = DialRequest.of("101", CLIENT);
    assertThat(line.dial(request)).isInstanceOf(Dialled.Accepted.class);
    ReceivedAction asked = pbx.actions("Originate").getFirst();
    assertThat(asked.field("Channel")).isEqualTo("Local/101@internal");
    assertThat(asked.field("OtherChannelId")).isEqualTo(request.id() + "-2");
    assertThat(asked.field("Exten")).isEqualTo(CLIENT);
  }

  @ParameterizedTest
  @CsvSource({
    "+79161234567, 8, 89161234567",
    "+79161234567, E164, +79161234567",
    "+79161234567, NATIONAL, 9161234567",
    "+375291234567, 8, 810375291234567",
    "+375291234567, E164, +375291234567",
    "+375291234567, NATIONAL, 810375291234567"
  })
  void numbersAreWrittenAsTheDialplanWantsThem(String e164, String format, String dialled) {
    assertThat(Dialling.number(e164, format)).isEqualTo(dialled);
  }

  @Test
  void nothingButANumberAndAnExtensionIsDialled() {
    assertThatThrownBy(() -> DialRequest.of("101\r\nApplication: System", CLIENT))
        .hasMessageContaining("extension");
    assertThatThrownBy(() -> DialRequest.of("101", "112")).hasMessageContaining("number");
    assertThatThrownBy(() -> new DialRequest("x", "101", CLIENT)).hasMessageContaining("id");
    assertThat(DialRequest.of("101", CLIENT).toString()).doesNotContain(CLIENT);
  }

  private static CallSnapshot ended(HeardLine line) {
    await().atMost(LONG).until(() -> !line.ended().isEmpty());
    return line.ended().getFirst();
  }

  private HeardLine line(String more) {
    HeardLine line = line(pbx.port(), more);
    open = line;
    return line;
  }

  private static HeardLine line(int port, String more) {
    return line(port, more, HeardLine.QUICK);
  }

  private static HeardLine line(int port, String more, LineTimings timings) {
    String json =
        """
        {"host": "127.0.0.1", "port": %d, "username": "hub", "password": "secret",
         "trunks": ["trunk"], "callerId": "74959990009"%s}"""
            .formatted(port, more);
    try {
      AsteriskSettings settings = new ObjectMapper().readValue(json, AsteriskSettings.class);
      HeardLine line = new HeardLine(settings, CallsBefore.NOTHING, timings);
      await().atMost(LONG).until(line::isUp);
      return line;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
