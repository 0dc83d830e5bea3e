package ru.fitcrm.hub.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ru.fitcrm.hub.core.call.ClubWithCalls.ALL;
import static ru.fitcrm.hub.core.call.ClubWithCalls.NUMBER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.ConnectionEdit;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.LeaseLost;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.testing.TestCore;

/** Calls told twice, late, all at once, by whom they are no longer asked of, and counted. */
class CallDeskTest {

  private final ClubWithCalls own = new ClubWithCalls();
  private final Instant now = own.now;

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void theSameToldTwiceChangesNothing() {
    for (int i = 0; i < 2; i++) {
      own.tell(CallTold.ringing("1.0", NUMBER, now));
      own.tell(CallTold.answered("1.0", NUMBER, now));
      own.tell(CallTold.talked("1.0", NUMBER, now));
    }

    assertThat(own.calls())
        .singleElement()
        .satisfies(call -> assertThat(call.result()).isEqualTo(CallResult.ANSWERED));
    assertThat(own.eventTypes())
        .containsExactlyInAnyOrder(
            "lead.created", "call.ringing", "call.answered", "call.ended", "task.created");
  }

  @Test
  void yesterdaysCallIsHistoryAndMakesNoNews() {
    own.tell(CallTold.missed("1.0", NUMBER, now.minus(Duration.ofHours(25))));

    assertThat(own.calls()).hasSize(1);
    assertThat(own.eventTypes()).isEmpty();
    assertThat(own.clients()).isEmpty();
  }

  @Test
  void aNodeThatLostTheConnectionWritesNothing() {
    Lease old =
        new Lease(
            own.line.club(),
            own.line.connection(),
            own.line.kind(),
            own.line.fence() - 1,
            own.line.version());

    assertThatThrownBy(
            () -> own.core.get(CallDesk.class).record(old, CallTold.ringing("1.0", NUMBER, now)))
        .isInstanceOf(LeaseLost.class);
    assertThat(own.calls()).isEmpty();
  }

  @Test
  void fiftyCallsAtOnceFromOneNumberAreOneLeadAndOneCard() throws Exception {
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String id = "7." + i;
      all.add(
          () -> {
            own.tell(CallTold.ringing(id, NUMBER, now));
            own.tell(CallTold.missed(id, NUMBER, now));
            return null;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Void> done : threads.invokeAll(all)) {
        done.get();
      }
    }

    assertThat(own.clients()).hasSize(1);
    assertThat(own.calls()).hasSize(50);
    assertThat(own.cards())
        .singleElement()
        .satisfies(card -> assertThat(card.callIds()).hasSize(50));
  }

  @Test
  void aBranchRemovedSinceLosesNoLeadAndARemovedConnectionNoCall() {
    ObjectNode settings = TestCore.json().createObjectNode();
    settings.putArray("clubNumbers").addObject().put("number", "74951230001").put("branchId", 77);
    own.core.runIn(
        own.club,
        () -> {
          Connections connections = own.core.get(Connections.class);
          Connection saved = connections.get(own.line.connection().value());
          connections.update(
              saved.id(),
              new ConnectionEdit(saved.kind(), saved.name(), null, true, settings, Map.of()),
              saved.version());
        });
    own.tell(CallTold.missed("1.0", NUMBER, now));
    own.tell(CallTold.missed("1.1", "anonymous", now));
    own.core.runIn(
        own.club, () -> own.core.get(Connections.class).remove(own.line.connection().value()));

    assertThat(own.clients()).hasSize(1);
    assertThat(own.cards()).hasSize(2);
    assertThat(own.calls()).hasSize(2);
  }

  @Test
  void theFiveFiguresCountEndedCallsThatAreNotInternal() {
    own.tell(CallTold.talked("1.0", NUMBER, now));
    own.tell(CallTold.missed("1.1", NUMBER, now));
    own.tell(CallTold.missed("1.2", NUMBER, now));
    own.tell(CallTold.as(CallDirection.OUTGOING, CallTold.talked("1.3", NUMBER, now)));
    own.tell(CallTold.as(CallDirection.INTERNAL, CallTold.talked("1.4", "101", now)));
    own.tell(CallTold.ringing("1.5", NUMBER, now));

    assertThat(own.core.in(own.club, () -> own.core.get(CallLog.class).stats(CallQuery.ALL)))
        .isEqualTo(new CallStats(4, 2, 2, 4.0, 0.5));
  }

  @Test
  void anotherClubSeesNothingOfIt() {
    own.tell(CallTold.missed("1.0", NUMBER, now));
    Club other = own.core.club("Юг");

    assertThat(own.core.in(other, () -> own.core.get(CallLog.class).list(CallQuery.ALL, ALL)))
        .isEmpty();
    assertThat(own.core.in(other, () -> own.core.get(ClientDirectory.class).withNumber(NUMBER)))
        .isEmpty();
  }
}
