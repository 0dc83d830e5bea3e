package ru.fitcrm.hub.core.shift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.sync.Packet;

/** Between the hub and a system that takes work hours: one row, and the last word counts. */
class ShiftsToSystemTest {

  private final ShiftClub club = new ShiftClub();
  private final Lease system = club.core.clubSystem(club.club);

  @AfterEach
  void close() {
    club.close();
  }

  @Test
  void whatTheSystemWasGivenComesBackAsTheSameRow() {
    WorkShift shift = club.add(0, "09:00", "18:00");
    assertThat(shift.state()).isEqualTo(ShiftState.WAITING);

    club.giveAll(system);
    club.tell(system, told(shift, "5", "09:00", "18:00", null));

    assertThat(club.all())
        .as("not even its version moves")
        .containsExactly(
            new WorkShift(
                shift.id(),
                club.anna,
                shift.date(),
                shift.start(),
                shift.end(),
                shift.startsAt(),
                shift.endsAt(),
                ShiftState.THERE,
                true,
                null,
                null,
                shift.version()));
    assertThat(club.count("work_shift")).isEqualTo(1);
  }

  @Test
  void aChangeThatWaitsIsNotUndoneByWhatTheSystemTells() {
    WorkShift shift = club.add(0, "09:00", "18:00");
    club.giveAll(system);
    club.tell(system, told(shift, "5", "09:00", "18:00", null));
    WorkShift changed = club.change(shift, "10:00", "19:00");

    club.tell(system, told(shift, "6", "08:00", "12:00", null));
    club.tell(system, new Packet.Shift(club.ref(shift), "7", null, null, null, "true"));

    assertThat(club.get(shift.id())).isEqualTo(changed);
    club.giveAll(system);
    assertThat(club.get(shift.id()).state()).isEqualTo(ShiftState.THERE);
    club.tell(system, told(shift, "8", "11:00", "20:00", null));
    assertThat(club.get(shift.id()).start()).as("a later word").isEqualTo(LocalTime.of(11, 0));
    assertThat(club.count("work_shift")).isEqualTo(1);
  }

  @Test
  void aPageReadBeforeTheSystemHadTheChangeIsOld() {
    WorkShift shift = club.add(0, "09:00", "18:00");
    club.giveAll(system);
    club.tell(system, told(shift, "5", "09:00", "18:00", null));
    WorkShift changed = club.change(shift, "10:00", "19:00");
    club.giveAll(system);

    club.tell(system, told(shift, "5", "09:00", "18:00", null));

    assertThat(club.get(shift.id()).start()).isEqualTo(changed.start());
  }

  @Test
  void changesOfOneEmployeeGoInOrderAndOnlyTheLastOfEachRowIsGiven() {
    WorkShift shift = club.add(0, "09:00", "18:00");
    WorkShift changed = club.change(shift, "10:00", "19:00");
    WorkShift other = club.add(1, "09:00", "18:00");
    List<String> order = new ArrayList<>();
    for (List<OutboxMessage> due = club.claim(system); !due.isEmpty(); due = club.claim(system)) {
      assertThat(due).as("one after another").hasSize(1);
      OutboxMessage message = due.getFirst();
      switch (club.read(message)) {
        case ReadShift.Now.Give give -> {
          order.add(give.shift().ref() + " " + give.shift().startsAt());
          club.settle(system, message, new Outcome.Accepted(null));
        }
        case ReadShift.Now.Withdraw no -> {
          order.add(no.code());
          club.settle(system, message, new Outcome.Withdrawn(no.code(), no.reason()));
        }
      }
    }
    assertThat(order)
        .containsExactly(
            "overtaken",
            club.ref(changed) + " 2026-11-23T10:00:00",
            club.ref(other) + " 2026-11-24T09:00:00");
    assertThat(club.all()).extracting(WorkShift::state).containsOnly(ShiftState.THERE);
  }

  @Test
  void savingTheSameAgainGivesNothing() {
    WorkShift shift = club.add(0, "09:00", "18:00");
    assertThat(club.change(shift, "09:00", "18:00")).isEqualTo(shift);
    assertThat(club.count("outbox_message")).isEqualTo(1);
  }

  @Test
  void aRefusalIsShownAndSavingAgainGivesAgain() {
    WorkShift shift = club.add(0, "09:00", "18:00");
    refuse("Сотрудник уволен");
    WorkShift refused = club.get(shift.id());
    assertThat(refused.state()).isEqualTo(ShiftState.REFUSED);
    assertThat(refused.reason()).isEqualTo("Сотрудник уволен");

    assertThat(club.change(refused, "09:00", "18:00").state()).isEqualTo(ShiftState.WAITING);
    club.giveAll(system);
    assertThat(club.get(shift.id()).reason()).isNull();
    assertThat(club.get(shift.id()).state()).isEqualTo(ShiftState.THERE);
  }

  @Test
  void whatTheSystemNeverHadIsRemovedHere() {
    WorkShift shift = club.add(0, "09:00", "18:00");
    refuse("Сотрудник уволен");
    club.remove(club.get(shift.id()));
    assertThat(club.count("work_shift")).isZero();
    assertThat(club.claim(system)).isEmpty();
  }

  @Test
  void aRemovalIsGivenAsADeletionMarkAndComesBackIfItIsRefused() {
    WorkShift shift = club.add(0, "09:00", "18:00");
    club.giveAll(system);
    club.remove(club.get(shift.id()));
    assertThat(club.all()).isEmpty();
    OutboxMessage message = club.claim(system).getFirst();
    assertThat(club.read(message))
        .isInstanceOfSatisfying(
            ReadShift.Now.Give.class, give -> assertThat(give.shift().deleted()).isEqualTo("true"));

    club.settle(system, message, new Outcome.Rejected("refused", "Период закрыт"));

    WorkShift back = club.get(shift.id());
    assertThat(back.code()).isEqualTo("not-removed");
    club.remove(back);
    club.giveAll(system);
    club.tell(system, told(shift, "9", "09:00", "18:00", "true"));
    assertThat(club.all()).isEmpty();
    assertThat(club.count("work_shift")).isEqualTo(1);
  }

  @Test
  void hoursFromBeforeTheSystemWasConnectedGoThereWhenSavedAgain() {
    enable(false);
    WorkShift shift = club.add(0, "09:00", "18:00");
    assertThat(shift.state()).isEqualTo(ShiftState.HERE);
    enable(true);
    assertThat(club.change(shift, "09:00", "18:00").state()).isEqualTo(ShiftState.WAITING);
  }

  @Test
  void anEmployeeTheSystemCallsByItsOwnIdStaysTheOneHere() {
    WorkShift shift = club.add(0, "09:00", "18:00");
    club.giveAll(system);
    club.tell(
        system,
        new Packet.Shift(
            club.ref(shift), "5", "guid-77", "2026-11-23T09:00:00", "2026-11-23T18:00:00", null));
    assertThat(club.get(shift.id()).employeeId()).isEqualTo(club.anna);
    WorkShift unused = club.change(club.get(shift.id()), "10:00", "18:00");
    assertThat(club.read(club.claim(system).getFirst()))
        .isInstanceOfSatisfying(
            ReadShift.Now.Give.class,
            give -> assertThat(give.shift().employeeRef()).isEqualTo("guid-77"));
  }

  private void enable(boolean enabled) {
    String sql = "update connection set enabled = " + enabled;
    club.core.runIn(club.club, () -> club.core.get(JdbcClient.class).sql(sql).update());
  }

  private void refuse(String reason) {
    club.settle(system, club.claim(system).getFirst(), new Outcome.Rejected("refused", reason));
  }

  private Packet.Shift told(
      WorkShift shift, String version, String start, String end, @Nullable String deleted) {
    String day = shift.date() + "T";
    return new Packet.Shift(
        club.ref(shift), version, "Анна", day + start + ":00", day + end + ":00", deleted);
  }
}
