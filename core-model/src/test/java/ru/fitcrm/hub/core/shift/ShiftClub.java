package ru.fitcrm.hub.core.shift;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.outbox.ClaimOutgoing;
import ru.fitcrm.hub.core.outbox.Outbox;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.outbox.SettleOutgoing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.sync.ApplyPacket;
import ru.fitcrm.hub.core.sync.Hearing;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.core.testing.TestCore;

/** A club whose people plan their work; its system, if it has one, is the test's to play. */
final class ShiftClub implements AutoCloseable {

  static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  final TestCore core = new TestCore(Clock.systemUTC());
  final Club club = core.club("Север");
  final long anna = employee("Анна");
  private final ShiftTakers takers = new ShiftTakers(Set.of("onec-push"));
  final WorkHours hours =
      new WorkHours(
          core.get(JdbcClient.class),
          core.get(ClubDirectory.class),
          new FindShifts(core.get(JdbcClient.class), takers),
          new SendShift(
              core.get(JdbcClient.class),
              core.get(Outbox.class),
              core.get(Connections.class),
              takers));

  long employee(String name) {
    EmployeeEdit edit = new EmployeeEdit(name, null, null, null, null);
    return in(() -> core.get(ClubStaff.class).add(edit, "RU").id());
  }

  <T> T in(Supplier<T> work) {
    return core.in(club, work);
  }

  /** Hours on {@link #DAY}, or so many days after. */
  ShiftEdit edit(int days, String start, String end) {
    return new ShiftEdit(anna, DAY.plusDays(days), LocalTime.parse(start), LocalTime.parse(end));
  }

  WorkShift add(int days, String start, String end) {
    return in(() -> hours.add(edit(days, start, end)));
  }

  WorkShift change(WorkShift shift, String start, String end) {
    ShiftEdit edit =
        new ShiftEdit(
            shift.employeeId(), shift.date(), LocalTime.parse(start), LocalTime.parse(end));
    return in(() -> hours.change(shift.id(), edit, shift.version()));
  }

  void remove(WorkShift shift) {
    core.runIn(club, () -> hours.remove(shift.id(), shift.version()));
  }

  WorkShift get(long id) {
    return in(() -> hours.get(id));
  }

  List<WorkShift> all() {
    return in(() -> hours.list(null, null, null, new PageRequest(0, 500)));
  }

  String ref(WorkShift shift) {
    return in(
        () ->
            core.get(JdbcClient.class)
                .sql("select ref from work_shift where id = :id")
                .param("id", shift.id())
                .query(String.class)
                .single());
  }

  long count(String table) {
    return in(
        () ->
            core.get(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single());
  }

  void tell(Lease system, Packet.Shift shift) {
    Packet packet = new Packet(null, null, null, null, null, List.of(shift), false);
    var unused =
        in(
            () ->
                core.get(ApplyPacket.class)
                    .apply(system.connection(), packet, Hearing.AS_IT_HAPPENS));
  }

  List<OutboxMessage> claim(Lease lease) {
    return core.get(ClaimOutgoing.class).take(List.of(new ClaimOutgoing.Room(lease, 10)));
  }

  ReadShift.Now read(OutboxMessage message) {
    return in(() -> core.get(ReadShift.class).read(message.sourceId()));
  }

  void settle(Lease lease, OutboxMessage message, Outcome outcome) {
    boolean unused = core.get(SettleOutgoing.class).settle(lease, message, outcome, Duration.ZERO);
  }

  /** All that waits, taken by the system. */
  void giveAll(Lease lease) {
    for (List<OutboxMessage> due = claim(lease); !due.isEmpty(); due = claim(lease)) {
      due.forEach(
          message ->
              settle(
                  lease,
                  message,
                  switch (read(message)) {
                    case ReadShift.Now.Give give -> new Outcome.Accepted(null);
                    case ReadShift.Now.Withdraw no -> new Outcome.Withdrawn(no.code(), no.reason());
                  }));
    }
  }

  @Override
  public void close() {
    core.close();
  }
}
