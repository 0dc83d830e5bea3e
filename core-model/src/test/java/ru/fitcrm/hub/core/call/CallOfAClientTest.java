package ru.fitcrm.hub.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.fitcrm.hub.core.call.ClubWithCalls.NUMBER;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientEdit;

/** A call of somebody the club knows. */
class CallOfAClientTest {

  private final ClubWithCalls own = new ClubWithCalls();
  private final Instant now = own.now;

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void anAnsweredCallOfAKnownClientMakesNoCard() {
    own.addClient("Анна", NUMBER);
    own.tell(CallTold.talked("1.0", NUMBER, now));

    assertThat(own.cards()).isEmpty();
    assertThat(own.clients()).hasSize(1);
    assertThat(own.calls().get(0).clientId()).isEqualTo(own.clients().get(0).id());
  }

  @Test
  void fiveMissedCallsOfAClientAreOneCardWithFiveLines() {
    own.addClient("Анна", NUMBER);
    for (int i = 0; i < 5; i++) {
      own.tell(CallTold.missed("1." + i, NUMBER, now));
    }

    assertThat(own.cards())
        .singleElement()
        .satisfies(
            card -> {
              assertThat(card.reason()).isEqualTo("Перезвонить");
              assertThat(card.callIds()).hasSize(5);
            });
  }

  @Test
  void aClientReachedEitherWayNeedsNoCallBackAnyMore() {
    own.addClient("Анна", NUMBER);
    own.tell(CallTold.missed("1.0", NUMBER, now));
    own.tell(CallTold.talked("1.1", NUMBER, now));
    assertThat(own.cards()).isEmpty();

    own.tell(CallTold.missed("1.2", NUMBER, now));
    own.tell(CallTold.as(CallDirection.OUTGOING, CallTold.talked("1.3", NUMBER, now)));
    assertThat(own.cards()).isEmpty();
    assertThat(own.eventTypes()).filteredOn("task.closed"::equals).hasSize(2);
  }

  @Test
  void anOutgoingCallWhoseNumberShowsAtItsEndIsTheClients() {
    Client anna = own.addClient("Анна", NUMBER);
    own.tell(CallTold.as(CallDirection.OUTGOING, CallTold.answered("1.0", null, own.now)));
    own.tell(CallTold.as(CallDirection.OUTGOING, CallTold.talked("1.0", NUMBER, own.now)));

    assertThat(own.calls())
        .singleElement()
        .satisfies(call -> assertThat(call.clientId()).isEqualTo(anna.id()));
  }

  @Test
  void anArchivedClientWhoCallsIsKnown() {
    Client anna = own.addClient("Анна", NUMBER);
    own.core.runIn(
        own.club, () -> own.core.get(ClientDesk.class).archive(own.club, anna.id(), "переезд"));

    own.tell(CallTold.missed("1.0", NUMBER, now));

    assertThat(own.calls().get(0).clientId()).isEqualTo(anna.id());
    assertThat(own.cards())
        .singleElement()
        .satisfies(c -> assertThat(c.clientId()).isEqualTo(anna.id()));
  }

  @Test
  void ofAFamilyTheParentGetsTheCall() {
    Client child = own.addClient("Маша", NUMBER);
    Client parent = own.addClient("Ольга", NUMBER);
    own.core.runIn(
        own.club,
        () ->
            own.core
                .get(ClientDesk.class)
                .update(
                    own.club,
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

    own.tell(CallTold.ringing("1.0", NUMBER, now));

    assertThat(own.calls().get(0).clientId()).isEqualTo(parent.id());
    assertThat(own.core.in(own.club, () -> own.core.get(ClientDirectory.class).withNumber(NUMBER)))
        .hasSize(2);
  }
}
