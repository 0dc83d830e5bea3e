package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;
import ru.fitcrm.hub.core.call.MissedBecause;
import ru.fitcrm.hub.core.call.TimeSpan;

/** Rules that no recording shows. */
class CallRulesTest {
  private final List<CallSnapshot> told = new ArrayList<>();
  private final List<TimeSpan> gaps = new ArrayList<>();
  private final CallTracker tracker =
      new CallTracker(
          new Endpoints(Set.of("trunk"), null),
          told::add,
          (from, to) -> gaps.add(new TimeSpan(from, to)));
  private long millis;

  @Test
  void aForwardToAMobileThroughATrunkIsOneIncomingCall() {
    incoming("c1");
    channel("c2", "c1", "PJSIP/trunk-00000002", "Down", "s", null);
    dial("c2", "89990001122@trunk");
    talk("b", "c1", "c2");
    hangup("c2", 16);
    hangup("c1", 16);

    CallSnapshot call = last();
    assertThat(told).allMatch(t -> t.linkedId().equals("c1"));
    assertThat(call.direction()).isEqualTo(CallDirection.INCOMING);
    assertThat(call.result()).isEqualTo(CallResult.ANSWERED);
    assertThat(call.clientNumber()).isEqualTo("+79161234567");
    assertThat(call.rang()).isEmpty();
  }

  @Test
  void advicesAskedForDuringATalkAreNoCallsEvenIfTheTalkIsNotHandedOn() {
    incoming("c1");
    phone("c2", "c1", "101");
    talk("b", "c1", "c2");
    channel("k1", "k1", "PJSIP/101-00000003", "Ring", "102", "101");
    phone("k2", "k1", "102");
    talk("b2", "k1", "k2");
    hangup("k2", 16);
    hangup("k1", 16);
    hangup("c2", 16);
    hangup("c1", 16);

    assertThat(told).allMatch(t -> t.linkedId().equals("c1"));
    assertThat(last().answeredBy()).containsExactly("101");
  }

  @Test
  void anInternalCallOfSomebodyElseIsToldOnceAtItsEnd() {
    channel("k1", "k1", "PJSIP/101-00000003", "Ring", "102", "101");
    phone("k2", "k1", "102");
    talk("b2", "k1", "k2");
    hangup("k2", 16);
    hangup("k1", 16);

    assertThat(told).singleElement().matches(t -> t.direction() == CallDirection.INTERNAL);
    assertThat(last().stage()).isEqualTo(CallStage.ENDED);
  }

  @Test
  void aCallPickedUpByAnotherPhoneIsTheClientsCallAndNothingElse() {
    incoming("c1");
    phone("c2", "c1", "101");
    channel("p1", "p1", "PJSIP/102-00000004", "Ring", "*8", "102");
    talk("b", "c1", "p1");
    hangup("c2", 26);
    hear(new PbxEvent.Hangup(now(), new PbxEvent.On("p1", "p1", null), 16));
    hangup("c1", 16);

    assertThat(told).allMatch(t -> t.linkedId().equals("c1"));
    assertThat(last().answeredBy()).containsExactly("102");
    assertThat(last().rang()).containsExactly("101");
  }

  @Test
  void theClientsCallStaysTheCallWhenAnOlderOneGivesItItsIdentity() {
    channel("k1", "k1", "PJSIP/101-00000003", "Ring", "102", "101");
    phone("k2", "k1", "102");
    incoming("c1");
    phone("c2", "c1", "101");
    talk("b", "c1", "c2");
    hear(new PbxEvent.BridgeEnter(now(), new PbxEvent.On("c1", "k1", null), "b2", false));
    hear(new PbxEvent.BridgeEnter(now(), new PbxEvent.On("k2", "k1", null), "b2", false));
    hangup("c2", 16);
    hear(new PbxEvent.Hangup(now(), new PbxEvent.On("k1", "k1", null), 16));
    hear(new PbxEvent.Hangup(now(), new PbxEvent.On("k2", "k1", null), 16));
    hear(new PbxEvent.Hangup(now(), new PbxEvent.On("c1", "k1", null), 16));

    assertThat(told).allMatch(t -> t.linkedId().equals("c1"));
    assertThat(last().stage()).isEqualTo(CallStage.ENDED);
    assertThat(last().answeredBy()).containsExactly("101", "102");
  }

  @Test
  void parkedClientsDoNotTalkWithEachOther() {
    incoming("c1");
    incoming("c2");
    hear(new PbxEvent.BridgeEnter(now(), on("c1", "c1"), "park", true));
    hear(new PbxEvent.BridgeEnter(now(), on("c2", "c2"), "park", true));
    hangup("c1", 16);
    hangup("c2", 16);

    assertThat(told).noneMatch(t -> t.result() == CallResult.ANSWERED);
  }

  @Test
  void aMissedCallSaysWhy() {
    assertThat(missed(leg -> {})).isEqualTo(MissedBecause.PHONE_OFF);
    assertThat(missed(leg -> end(leg, "NOANSWER", 0))).isEqualTo(MissedBecause.PHONE_OFF);
    assertThat(missed(leg -> ringThen(leg, "NOANSWER", 0))).isEqualTo(MissedBecause.NO_ANSWER);
    assertThat(missed(leg -> ringThen(leg, "CANCEL", 127))).isEqualTo(MissedBecause.GAVE_UP);
    assertThat(missed(leg -> ringThen(leg, "NOANSWER", 21))).isEqualTo(MissedBecause.DECLINED);
    assertThat(missed(leg -> end(leg, "BUSY", 17))).isEqualTo(MissedBecause.BUSY);
  }

  @Test
  void anOutgoingCallThatFailsSaysHow() {
    assertThat(outgoing("BUSY", 17).result()).isEqualTo(CallResult.BUSY);
    assertThat(outgoing("NOANSWER", 19).result()).isEqualTo(CallResult.MISSED);
    assertThat(outgoing("CANCEL", 127).result()).isEqualTo(CallResult.CANCELLED);
    assertThat(outgoing("NOANSWER", 1).failure()).isEqualTo("NUMBER_UNKNOWN");
    assertThat(outgoing("CONGESTION", 34).failure()).isEqualTo("LINES_BUSY");
  }

  @Test
  void anOwnClickThatTheEmployeeDidNotTakeIsAFailedCall() {
    originate("hub-call-1");
    hear(response("hub-call-1", false, 3));
    hangup("hub-call-1", 19);
    assertThat(last().failure()).isEqualTo("EMPLOYEE_NO_ANSWER");
    assertThat(last().clientNumber()).isEqualTo("89161234567");

    originate("hub-call-2");
    hear(new PbxEvent.DialEnd(now(), on("hub-call-2", null), "NOANSWER"));
    hear(response("hub-call-2", false, 0));
    hangup("hub-call-2", 21);
    assertThat(last().failure()).isEqualTo("EMPLOYEE_DECLINED");

    hear(response("hub-call-3", false, 0));
    assertThat(last().failure()).isEqualTo("PHONE_UNKNOWN");
    assertThat(told).hasSize(3).allMatch(t -> t.result() == CallResult.FAILED);
  }

  @Test
  void somebodyElsesClickThatNeverDialledOutIsNoCall() {
    originate("1795293905.1");
    hear(response("crm-77", false, 3));
    hangup("1795293905.1", 19);
    assertThat(told).isEmpty();
  }

  @Test
  void theClockOfThePbxIsTakenOutOfTimes() {
    Moment start = new Moment(Playback.BEGIN, 1_000_000.0);
    Moment end = new Moment(Playback.BEGIN.plusMillis(3), 1_000_007.5);
    hear(new PbxEvent.NewChannel(start, on("c1", "c1"), trunk("Ring")));
    hear(new PbxEvent.Hangup(end, on("c1", "c1"), 16));

    assertThat(last().startedAt()).isEqualTo(Playback.BEGIN);
    assertThat(last().endedAt()).isEqualTo(Playback.BEGIN.plusMillis(7500));
    assertThat(last().waited()).isEqualTo(Duration.ofMillis(7500));
  }

  @Test
  void aChannelThatHasEndedIsNotBroughtBackByALateWord() {
    incoming("c1");
    hangup("c1", 16);
    int before = told.size();
    hear(new PbxEvent.NewState(now(), on("c1", "c1"), "Up"));
    hear(new PbxEvent.ListAsked(now(), "l"));
    hear(
        new PbxEvent.Listed(
            now(), "l", on("c1", "c1"), trunk("Up"), "Dial", null, null, Duration.ZERO));
    hear(new PbxEvent.ListEnded(now(), "l"));
    assertThat(told).hasSize(before);
  }

  @Test
  void aTalkFirstHeardOfMidwayIsTakenUpFromTheList() {
    hear(new PbxEvent.Connecting(now()));
    hear(new PbxEvent.ListAsked(now(), "l"));
    hear(new PbxEvent.DialledNumber(now(), "c1", "74951230001"));
    listed("c2", "c1", "PJSIP/101-00000002", "AppDial", 8);
    listed("c1", "c1", "PJSIP/trunk-00000001", "Dial", 10);
    assertThat(told).isEmpty();
    hear(new PbxEvent.ListEnded(now(), "l"));

    assertThat(last().stage()).isEqualTo(CallStage.TALKING);
    assertThat(last().direction()).isEqualTo(CallDirection.INCOMING);
    assertThat(last().clubNumber()).isEqualTo("74951230001");
    assertThat(last().rang()).containsExactly("101");
    assertThat(last().waited()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  @Test
  void aCallThatEndedWhileTheListWasReadLiesInTheGap() {
    incoming("c1");
    hangup("c1", 16);
    int before = told.size();
    hear(new PbxEvent.Connecting(now()));
    hear(new PbxEvent.ListAsked(now(), "l"));
    hangup("c2", 16);
    Instant ended = Playback.at(millis).heard();
    hear(new PbxEvent.ListEnded(now(), "l"));

    assertThat(told).as("nobody heard it begin").hasSize(before);
    assertThat(gaps).singleElement().satisfies(gap -> assertThat(gap.to()).isAfterOrEqualTo(ended));
  }

  @Test
  void anOutgoingCallIsNotToldBeforeItsNumberIsKnownAndNeverWithTheEmployees() {
    channel("c1", "c1", "PJSIP/101-00000001", "Ring", "89161234567", "101");
    channel("c2", "c1", "PJSIP/trunk-00000002", "Down", "s", null);
    assertThat(told).isEmpty();

    dial("c2", "89161234567@trunk");

    assertThat(last().clientNumber()).isEqualTo("89161234567");
    assertThat(last().direction()).isEqualTo(CallDirection.OUTGOING);
  }

  @Test
  void aListThatNamesTheClientsLegFirstDoesNotMakeTheEmployeeTheClient() {
    hear(new PbxEvent.Connecting(now()));
    hear(new PbxEvent.ListAsked(now(), "l"));
    listed("c2", "c1", "PJSIP/trunk-00000002", "AppDial", 3);
    listed("c1", "c1", "PJSIP/101-00000001", "Dial", 5, "101");
    hear(new PbxEvent.ListEnded(now(), "l"));

    assertThat(last().direction()).isEqualTo(CallDirection.OUTGOING);
    assertThat(last().clientNumber()).isEqualTo("+7916");
  }

  private MissedBecause missed(java.util.function.Consumer<String> leg) {
    String id = "m" + millis;
    incoming(id);
    phone(id + "-leg", id, "101");
    leg.accept(id + "-leg");
    hangup(id + "-leg", -1);
    hangup(id, 16);
    MissedBecause because = last().missedBecause();
    return because == null ? MissedBecause.MENU_LEFT : because;
  }

  private CallSnapshot outgoing(String status, int cause) {
    String id = "o" + millis;
    channel(id, id, "PJSIP/101-0000000a", "Ring", "89161234567", "101");
    channel(id + "t", id, "PJSIP/trunk-0000000b", "Down", "s", null);
    dial(id + "t", "89161234567@trunk");
    end(id + "t", status, cause);
    hangup(id, 16);
    assertThat(last().clientNumber()).isEqualTo("89161234567");
    return last();
  }

  private void originate(String id) {
    channel(id, id, "PJSIP/101-00000009", "Down", "s", "101");
    hear(new PbxEvent.DialBegin(now(), on(id, null), "101", "101"));
    hear(new PbxEvent.NewState(now(), on(id, id), "Ringing"));
  }

  private PbxEvent response(String actionId, boolean success, int reason) {
    return new PbxEvent.OriginateResponse(
        now(), actionId, null, "PJSIP/101", "89161234567", success, reason);
  }

  private void ringThen(String leg, String status, int cause) {
    hear(new PbxEvent.NewState(now(), on(leg, null), "Ringing"));
    end(leg, status, cause);
  }

  private void end(String leg, String status, int cause) {
    hear(new PbxEvent.DialEnd(now(), on(leg, null), status));
    hangup(leg, cause);
  }

  private void incoming(String id) {
    hear(new PbxEvent.NewChannel(now(), on(id, id), trunk("Ring")));
  }

  private void phone(String id, String call, String endpoint) {
    channel(id, call, "PJSIP/" + endpoint + "-0000000c", "Down", "s", endpoint);
    dial(id, endpoint);
  }

  private void channel(
      String id, String call, String name, String state, String exten, @Nullable String number) {
    PbxEvent.Facts facts = new PbxEvent.Facts(name, state, "internal", exten, number, null);
    hear(new PbxEvent.NewChannel(now(), on(id, call), facts));
  }

  private void dial(String id, String dialString) {
    hear(new PbxEvent.DialBegin(now(), on(id, null), dialString, null));
  }

  private void talk(String bridge, String... ids) {
    for (String id : ids) {
      hear(new PbxEvent.NewState(now(), on(id, null), "Up"));
      hear(new PbxEvent.BridgeEnter(now(), on(id, null), bridge, false));
    }
  }

  private void hangup(String id, int cause) {
    hear(new PbxEvent.Hangup(now(), on(id, null), cause));
  }

  private void listed(String id, String call, String name, String application, int age) {
    listed(id, call, name, application, age, "+7916");
  }

  private void listed(
      String id, String call, String name, String application, int age, String number) {
    hear(
        new PbxEvent.Listed(
            now(),
            "l",
            on(id, call),
            new PbxEvent.Facts(name, "Up", "internal", "s", number, null),
            application,
            null,
            "b",
            Duration.ofSeconds(age)));
  }

  private static PbxEvent.Facts trunk(String state) {
    return new PbxEvent.Facts(
        "PJSIP/trunk-00000001", state, "from-trunk", "74951230001", "+79161234567", null);
  }

  private static PbxEvent.On on(String id, @Nullable String call) {
    return new PbxEvent.On(id, call, null);
  }

  private Moment now() {
    millis += 10;
    return Playback.at(millis);
  }

  private void hear(PbxEvent event) {
    tracker.hear(event);
  }

  private CallSnapshot last() {
    return told.getLast();
  }
}
