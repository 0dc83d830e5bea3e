package ru.fitcrm.hub.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskBoard;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskQuery;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.ConnectionEdit;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.LeaseLost;
import ru.fitcrm.hub.core.journal.JournalReader;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientEdit;
import ru.fitcrm.hub.core.person.ClientKind;
import ru.fitcrm.hub.core.person.ClientQuery;
import ru.fitcrm.hub.core.person.IgnoredNumbers;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.testing.TestCore;

class CallDeskTest {

  private static final String NUMBER = "+79161234567";
  private static final PageRequest ALL = PageRequest.of(null, 500);

  private final TestCore core = new TestCore(Clock.systemUTC());
  private final Instant now = Clock.systemUTC().instant();
  private Club club;
  private Lease line;

  @BeforeEach
  void openClub() {
    club = core.club("Север");
    line = core.phoneLine(club, "74951230001");
  }

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void firstRingOfAnUnknownNumberMakesALeadAndACard() {
    tell(CallTold.ringing("1.0", "89161234567", now));

    assertThat(clients())
        .singleElement()
        .satisfies(
            lead -> {
              assertThat(lead.kind()).isEqualTo(ClientKind.LEAD);
              assertThat(lead.phones().get(0).number()).isEqualTo(NUMBER);
              assertThat(lead.source()).isEqualTo("call");
            });
    assertThat(cards())
        .singleElement()
        .satisfies(
            card -> {
              assertThat(card.reason()).isEqualTo("Новый звонок");
              assertThat(card.column()).isEqualTo(BoardColumn.UNSORTED);
              assertThat(card.phone()).isEqualTo(NUMBER);
              assertThat(card.callIds()).containsExactly(calls().get(0).id());
              assertThat(card.nextStep()).isNull();
            });
    assertThat(calls().get(0).taskId()).isEqualTo(cards().get(0).id());
  }

  @Test
  void aMissedFirstCallSaysCallBackTodayOnTheSameCard() {
    tell(CallTold.ringing("1.0", NUMBER, now));
    tell(CallTold.missed("1.0", NUMBER, now));

    assertThat(cards())
        .singleElement()
        .satisfies(
            card -> {
              assertThat(card.reason()).isEqualTo("Новый звонок");
              assertThat(card.nextStep()).isEqualTo("Перезвонить");
              assertThat(card.dueOn()).isEqualTo(today());
              assertThat(card.eventTypes()).containsExactly("call.ringing", "call.ended");
            });
  }

  @Test
  void aMissedCallToldOnlyAtItsEndMakesTheSameLeadAndCard() {
    tell(CallTold.missed("1.0", NUMBER, now));

    assertThat(clients()).hasSize(1);
    assertThat(cards())
        .singleElement()
        .satisfies(card -> assertThat(card.nextStep()).isEqualTo("Перезвонить"));
    assertThat(eventTypes())
        .containsExactlyInAnyOrder("lead.created", "call.ringing", "call.ended", "task.created");
  }

  @Test
  void anAnsweredCallOfAKnownClientMakesNoCard() {
    addClient("Анна", NUMBER);
    tell(CallTold.talked("1.0", NUMBER, now));

    assertThat(cards()).isEmpty();
    assertThat(clients()).hasSize(1);
    assertThat(calls().get(0).clientId()).isEqualTo(clients().get(0).id());
  }

  @Test
  void fiveMissedCallsOfAClientAreOneCardWithFiveLines() {
    addClient("Анна", NUMBER);
    for (int i = 0; i < 5; i++) {
      tell(CallTold.missed("1." + i, NUMBER, now));
    }

    assertThat(cards())
        .singleElement()
        .satisfies(
            card -> {
              assertThat(card.reason()).isEqualTo("Перезвонить");
              assertThat(card.callIds()).hasSize(5);
            });
  }

  @Test
  void aClientReachedEitherWayNeedsNoCallBackAnyMore() {
    addClient("Анна", NUMBER);
    tell(CallTold.missed("1.0", NUMBER, now));
    tell(CallTold.talked("1.1", NUMBER, now));
    assertThat(cards()).isEmpty();

    tell(CallTold.missed("1.2", NUMBER, now));
    tell(CallTold.as(CallDirection.OUTGOING, CallTold.talked("1.3", NUMBER, now)));
    assertThat(cards()).isEmpty();
    assertThat(eventTypes()).filteredOn("task.closed"::equals).hasSize(2);
  }

  @Test
  void aLeadReachedKeepsTheCardWithoutTheStep() {
    tell(CallTold.missed("1.0", NUMBER, now));
    tell(CallTold.as(CallDirection.OUTGOING, CallTold.talked("1.1", NUMBER, now)));

    assertThat(cards())
        .singleElement()
        .satisfies(
            card -> {
              assertThat(card.nextStep()).isNull();
              assertThat(card.dueOn()).isNull();
              assertThat(card.callIds()).hasSize(2);
            });
  }

  @Test
  void anOutgoingCallWhoseNumberShowsAtItsEndIsTheClients() {
    Client anna = addClient("Анна", NUMBER);
    tell(CallTold.as(CallDirection.OUTGOING, CallTold.answered("1.0", null, now)));
    tell(CallTold.as(CallDirection.OUTGOING, CallTold.talked("1.0", NUMBER, now)));

    assertThat(calls())
        .singleElement()
        .satisfies(call -> assertThat(call.clientId()).isEqualTo(anna.id()));
  }

  @Test
  void anArchivedClientWhoCallsIsKnown() {
    Client anna = addClient("Анна", NUMBER);
    core.runIn(club, () -> core.get(ClientDesk.class).archive(club, anna.id(), "переезд"));

    tell(CallTold.missed("1.0", NUMBER, now));

    assertThat(calls().get(0).clientId()).isEqualTo(anna.id());
    assertThat(cards())
        .singleElement()
        .satisfies(c -> assertThat(c.clientId()).isEqualTo(anna.id()));
  }

  @Test
  void ofAFamilyTheParentGetsTheCall() {
    Client child = addClient("Маша", NUMBER);
    Client parent = addClient("Ольга", NUMBER);
    core.runIn(
        club,
        () ->
            core.get(ClientDesk.class)
                .update(
                    club,
                    child.id(),
                    new ClientEdit(
                        "Маша",
                        List.of(new ClientEdit.PhoneEdit(NUMBER, "мама")),
                        null,
                        null,
                        null,
                        null,
                        parent.id(),
                        null),
                    child.version()));

    tell(CallTold.ringing("1.0", NUMBER, now));

    assertThat(calls().get(0).clientId()).isEqualTo(parent.id());
    assertThat(core.in(club, () -> core.get(ClientDirectory.class).withNumber(NUMBER))).hasSize(2);
  }

  @Test
  void aWithheldNumberMakesACardWithoutALead() {
    tell(CallTold.missed("1.0", "anonymous", now));

    assertThat(clients()).isEmpty();
    assertThat(cards())
        .singleElement()
        .satisfies(
            card -> {
              assertThat(card.clientId()).isNull();
              assertThat(card.nextStep()).isNull();
              assertThat(card.eventTypes()).contains("call.ended");
            });
  }

  @Test
  void nobodyOfTheClubsOwnBecomesALead() {
    core.runIn(
        club,
        () -> {
          core.get(ClubStaff.class)
              .add(new EmployeeEdit("Иван", "+79160000001", null, Role.TRAINER, null), "RU");
          core.get(IgnoredNumbers.class).add("+79160000002", "RU", "доставка", "test");
        });
    tell(CallTold.missed("1.0", "+79160000001", now));
    tell(CallTold.missed("1.1", "+79160000002", now));
    tell(CallTold.missed("1.2", "84951230001", now));
    tell(CallTold.as(CallDirection.INTERNAL, CallTold.missed("1.3", "101", now)));
    tell(CallTold.as(CallDirection.OUTGOING, CallTold.missed("1.4", "+79160000003", now)));

    assertThat(clients()).isEmpty();
    assertThat(cards()).isEmpty();
    assertThat(calls()).hasSize(4);
  }

  @Test
  void theSameToldTwiceChangesNothing() {
    for (int i = 0; i < 2; i++) {
      tell(CallTold.ringing("1.0", NUMBER, now));
      tell(CallTold.answered("1.0", NUMBER, now));
      tell(CallTold.talked("1.0", NUMBER, now));
    }

    assertThat(calls())
        .singleElement()
        .satisfies(call -> assertThat(call.result()).isEqualTo(CallResult.ANSWERED));
    assertThat(eventTypes())
        .containsExactlyInAnyOrder(
            "lead.created", "call.ringing", "call.answered", "call.ended", "task.created");
  }

  @Test
  void yesterdaysCallIsHistoryAndMakesNoNews() {
    tell(CallTold.missed("1.0", NUMBER, now.minus(Duration.ofHours(25))));

    assertThat(calls()).hasSize(1);
    assertThat(eventTypes()).isEmpty();
    assertThat(clients()).isEmpty();
  }

  @Test
  void aNodeThatLostTheConnectionWritesNothing() {
    Lease old =
        new Lease(line.club(), line.connection(), line.kind(), line.fence() - 1, line.version());

    assertThatThrownBy(
            () -> core.get(CallDesk.class).record(old, CallTold.ringing("1.0", NUMBER, now)))
        .isInstanceOf(LeaseLost.class);
    assertThat(calls()).isEmpty();
  }

  @Test
  void fiftyCallsAtOnceFromOneNumberAreOneLeadAndOneCard() throws Exception {
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String id = "7." + i;
      all.add(
          () -> {
            tell(CallTold.ringing(id, NUMBER, now));
            tell(CallTold.missed(id, NUMBER, now));
            return null;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Void> done : threads.invokeAll(all)) {
        done.get();
      }
    }

    assertThat(clients()).hasSize(1);
    assertThat(calls()).hasSize(50);
    assertThat(cards()).singleElement().satisfies(card -> assertThat(card.callIds()).hasSize(50));
  }

  @Test
  void aBranchRemovedSinceLosesNoLeadAndARemovedConnectionNoCall() {
    ObjectNode settings = TestCore.json().createObjectNode();
    settings.putArray("clubNumbers").addObject().put("number", "74951230001").put("branchId", 77);
    core.runIn(
        club,
        () -> {
          Connections connections = core.get(Connections.class);
          Connection now = connections.get(line.connection().value());
          connections.update(
              now.id(),
              new ConnectionEdit(now.kind(), now.name(), null, true, settings, Map.of()),
              now.version());
        });
    tell(CallTold.missed("1.0", NUMBER, now));
    tell(CallTold.missed("1.1", "anonymous", now));
    core.runIn(club, () -> core.get(Connections.class).remove(line.connection().value()));

    assertThat(clients()).hasSize(1);
    assertThat(cards()).hasSize(2);
    assertThat(calls()).hasSize(2);
  }

  @Test
  void theFiveFiguresCountEndedCallsThatAreNotInternal() {
    tell(CallTold.talked("1.0", NUMBER, now));
    tell(CallTold.missed("1.1", NUMBER, now));
    tell(CallTold.missed("1.2", NUMBER, now));
    tell(CallTold.as(CallDirection.OUTGOING, CallTold.talked("1.3", NUMBER, now)));
    tell(CallTold.as(CallDirection.INTERNAL, CallTold.talked("1.4", "101", now)));
    tell(CallTold.ringing("1.5", NUMBER, now));

    assertThat(core.in(club, () -> core.get(CallLog.class).stats(CallQuery.ALL)))
        .isEqualTo(new CallStats(4, 2, 2, 4.0, 0.5));
  }

  @Test
  void anotherClubSeesNothingOfIt() {
    tell(CallTold.missed("1.0", NUMBER, now));
    Club other = core.club("Юг");

    assertThat(core.in(other, () -> core.get(CallLog.class).list(CallQuery.ALL, ALL))).isEmpty();
    assertThat(core.in(other, () -> core.get(ClientDirectory.class).withNumber(NUMBER))).isEmpty();
  }

  private void tell(CallSnapshot call) {
    core.get(CallDesk.class).record(line, call);
  }

  private Client addClient(String name, String number) {
    return core.in(
        club,
        () ->
            core.get(ClientDesk.class)
                .add(
                    club,
                    new ClientEdit(
                        name,
                        List.of(new ClientEdit.PhoneEdit(number, null)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)));
  }

  private List<Client> clients() {
    return core.in(
        club,
        () -> core.get(ClientDirectory.class).list(new ClientQuery(null, null, null, false), ALL));
  }

  private List<Task> cards() {
    return core.in(
        club,
        () ->
            core.get(TaskBoard.class)
                .list(TaskQuery.OPEN, ALL, core.get(TaskDesk.class).day(club)));
  }

  private List<Call> calls() {
    return core.in(club, () -> core.get(CallLog.class).list(CallQuery.ALL, ALL));
  }

  private List<String> eventTypes() {
    return core.in(club, () -> core.get(JournalReader.class).ofClub(ALL, null, null)).stream()
        .map(event -> event.type())
        .filter(type -> !type.equals("client.updated"))
        .toList();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(now, club.zone());
  }
}
