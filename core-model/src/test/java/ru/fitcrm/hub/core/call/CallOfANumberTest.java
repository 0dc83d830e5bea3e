package ru.fitcrm.hub.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.fitcrm.hub.core.call.ClubWithCalls.NUMBER;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.person.ClientKind;
import ru.fitcrm.hub.core.person.IgnoredNumbers;

/** A call of a number nobody knows: a lead and a card, or neither. */
class CallOfANumberTest {

  private final ClubWithCalls own = new ClubWithCalls();
  private final Instant now = own.now;

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void firstRingOfAnUnknownNumberMakesALeadAndACard() {
    own.tell(CallTold.ringing("1.0", "89161234567", now));

    assertThat(own.clients())
        .singleElement()
        .satisfies(
            lead -> {
              assertThat(lead.kind()).isEqualTo(ClientKind.LEAD);
              assertThat(lead.phones().get(0).number()).isEqualTo(NUMBER);
              assertThat(lead.source()).isEqualTo("call");
            });
    assertThat(own.cards())
        .singleElement()
        .satisfies(
            card -> {
              assertThat(card.reason()).isEqualTo("Новый звонок");
              assertThat(card.column()).isEqualTo(BoardColumn.UNSORTED);
              assertThat(card.phone()).isEqualTo(NUMBER);
              assertThat(card.callIds()).containsExactly(own.calls().get(0).id());
              assertThat(card.nextStep()).isNull();
            });
    assertThat(own.calls().get(0).taskId()).isEqualTo(own.cards().get(0).id());
  }

  @Test
  void aMissedFirstCallSaysCallBackTodayOnTheSameCard() {
    own.tell(CallTold.ringing("1.0", NUMBER, now));
    own.tell(CallTold.missed("1.0", NUMBER, now));

    assertThat(own.cards())
        .singleElement()
        .satisfies(
            card -> {
              assertThat(card.reason()).isEqualTo("Новый звонок");
              assertThat(card.nextStep()).isEqualTo("Перезвонить");
              assertThat(card.dueOn()).isEqualTo(own.today());
              assertThat(card.eventTypes()).containsExactly("call.ringing", "call.ended");
            });
  }

  @Test
  void aMissedCallToldOnlyAtItsEndMakesTheSameLeadAndCard() {
    own.tell(CallTold.missed("1.0", NUMBER, now));

    assertThat(own.clients()).hasSize(1);
    assertThat(own.cards())
        .singleElement()
        .satisfies(card -> assertThat(card.nextStep()).isEqualTo("Перезвонить"));
    assertThat(own.eventTypes())
        .containsExactlyInAnyOrder("lead.created", "call.ringing", "call.ended", "task.created");
  }

  @Test
  void aLeadReachedKeepsTheCardWithoutTheStep() {
    own.tell(CallTold.missed("1.0", NUMBER, now));
    own.tell(CallTold.as(CallDirection.OUTGOING, CallTold.talked("1.1", NUMBER, now)));

    assertThat(own.cards())
        .singleElement()
        .satisfies(
            card -> {
              assertThat(card.nextStep()).isNull();
              assertThat(card.dueOn()).isNull();
              assertThat(card.callIds()).hasSize(2);
            });
  }

  @Test
  void aWithheldNumberMakesACardWithoutALead() {
    own.tell(CallTold.missed("1.0", "anonymous", now));

    assertThat(own.clients()).isEmpty();
    assertThat(own.cards())
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
    own.core.runIn(
        own.club,
        () -> {
          own.core
              .get(ClubStaff.class)
              .add(new EmployeeEdit("Иван", "+79160000001", null, Role.TRAINER, null), "RU");
          own.core.get(IgnoredNumbers.class).add("+79160000002", "RU", "доставка", "test");
        });
    own.tell(CallTold.missed("1.0", "+79160000001", now));
    own.tell(CallTold.missed("1.1", "+79160000002", now));
    own.tell(CallTold.missed("1.2", "84951230001", now));
    own.tell(CallTold.as(CallDirection.INTERNAL, CallTold.missed("1.3", "101", now)));
    own.tell(CallTold.as(CallDirection.OUTGOING, CallTold.missed("1.4", "+79160000003", now)));

    assertThat(own.clients()).isEmpty();
    assertThat(own.cards()).isEmpty();
    assertThat(own.calls()).hasSize(4);
  }
}
