package ru.fitcrm.hub.routes.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.PhoneReading;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.sandbox.pbx.NewCall;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Playback;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** Recordings of a real PBX, from a real socket to the rows, leads and cards that follow. */
@Order(1)
class CallsToLeadsTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static PhoneHub hub;

  @BeforeAll
  static void open() throws Exception {
    hub = new PhoneHub();
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  static Collection<ExpectedCalls> expected() throws IOException {
    return ExpectedCalls.all().values();
  }

  @ParameterizedTest
  @MethodSource("expected")
  void aRecordingGivesItsCallsLeadsAndCardsOnceHoweverOftenItIsPlayed(ExpectedCalls expected) {
    Club club = hub.club("club " + expected.scenario().replace('_', '-'));
    Recording recording = Recording.named(expected.scenario());
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"))) {
      Lease lease = hub.connect(club, pbx, "hub", "secret");
      pbx.awaitSession(LONG);
      play(pbx, recording);
      awaitCalls(club, expected);
      List<Call> calls = hub.calls(club);
      List<Task> cards = hub.cards(club);
      assertLeadsAndCards(club, calls, cards);

      if (!recording.hasSecondConnection()) {
        play(pbx, recording);
        hub.disconnect(lease);
        assertThat(hub.calls(club)).isEqualTo(calls);
        assertThat(hub.cards(club)).isEqualTo(cards);
      } else {
        hub.disconnect(lease);
      }
    }
  }

  @Test
  void twoHundredCallsInABurstFromFiftyUnknownNumbersAreFiftyLeadsAndFiftyCards() {
    Club club = hub.club("burst");
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"))) {
      Lease lease = hub.connect(club, pbx, "hub", "secret");
      pbx.awaitSession(LONG);
      List<String> stories = List.of("a_in_answered", "b_in_missed", "f_queue_abandoned");
      for (int i = 0; i < 200; i++) {
        String number = "+79165550%03d".formatted(i % 50);
        pbx.play(
            Recording.named(stories.get(i % 3)).asCall(new NewCall(number, null, null)),
            Pace.fullSpeed());
      }

      await().atMost(LONG).until(() -> ended(club) == 200);
      hub.disconnect(lease);
      assertThat(hub.calls(club)).hasSize(200);
      assertThat(hub.clients(club)).hasSize(50);
      assertThat(hub.cards(club)).hasSize(50);
    }
  }

  private static void play(SandboxPbx pbx, Recording recording) {
    if (recording.hasSecondConnection()) {
      pbx.script(recording, recording.secondConnection(), Pace.times(4)).await(LONG);
    } else {
      Playback playback = pbx.play(recording.verbatim(), Pace.fullSpeed());
      playback.await(LONG);
    }
  }

  private static void awaitCalls(Club club, ExpectedCalls expected) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(hub.calls(club).stream().map(ExpectedCalls.Row::of))
                    .containsExactlyInAnyOrderElementsOf(expected.rows()));
    await().atMost(LONG).until(() -> ended(club) == expected.rows().size());
  }

  private static long ended(Club club) {
    return hub.calls(club).stream()
        .filter(call -> call.endedAt() != null || call.endedBetween() != null)
        .count();
  }

  private static void assertLeadsAndCards(Club club, List<Call> calls, List<Task> cards) {
    Set<String> callers = new TreeSet<>();
    long withheld = 0;
    for (Call call : calls) {
      if (call.direction() == CallDirection.INCOMING) {
        PhoneReading reading = ReadPhone.read(call.clientNumber(), "RU");
        if (reading instanceof PhoneReading.Valid valid) {
          callers.add(valid.e164());
        } else {
          withheld++;
        }
      }
    }
    List<Client> leads = hub.clients(club);
    assertThat(leads).extracting(lead -> lead.phones().get(0).number()).hasSameElementsAs(callers);
    assertThat(leads).hasSize(callers.size());
    assertThat(cards).hasSize(callers.size() + (int) withheld);
    assertThat(cards).allMatch(card -> card.reason().equals("Новый звонок"));
    for (Task card : cards) {
      boolean missed =
          card.clientId() != null
              && calls.stream()
                  .anyMatch(
                      call ->
                          Objects.equals(call.clientId(), card.clientId())
                              && (call.result() == CallResult.MISSED
                                  || call.result() == CallResult.LOST));
      assertThat(card.nextStep()).isEqualTo(missed ? "Перезвонить" : null);
    }
  }
}
