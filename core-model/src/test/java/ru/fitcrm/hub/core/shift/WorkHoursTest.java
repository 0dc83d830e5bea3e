package ru.fitcrm.hub.core.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ru.fitcrm.hub.core.shift.ShiftClub.DAY;

import java.time.Instant;
import java.time.LocalTime;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.StaleVersion;
import ru.fitcrm.hub.core.sync.Packet;

/** The rules of work hours, in a club without a system that takes them. */
class WorkHoursTest {

  private final ShiftClub club = new ShiftClub();

  @AfterEach
  void close() {
    club.close();
  }

  @Test
  void hoursAreOfTheClubsDateAndClock() {
    WorkShift shift = club.add(0, "09:00", "18:00");
    assertThat(shift.startsAt()).isEqualTo(Instant.parse("2026-11-23T06:00:00Z"));
    assertThat(shift.date()).isEqualTo(DAY);
    assertThat(shift.end()).isEqualTo(LocalTime.of(18, 0));
    assertThat(shift.state()).isEqualTo(ShiftState.HERE);
    assertThat(club.count("outbox_message")).isZero();
  }

  @Test
  void hoursOverMidnightEndOnTheNextDay() {
    WorkShift shift = club.add(0, "22:00", "06:00");
    assertThat(shift.endsAt()).isEqualTo(Instant.parse("2026-11-24T03:00:00Z"));
    assertThat(shift.date()).isEqualTo(DAY);
    assertThat(shift.endsNextDay()).isTrue();
    assertRefused("start", "shift.overlaps", club.edit(1, "05:00", "09:00"));
    assertThat(club.add(1, "06:00", "09:00").state()).as("they only touch").isNotNull();
  }

  @Test
  void theSameEmployeeIsNotInTwoPlacesAtOnce() {
    WorkShift first = club.add(0, "09:00", "14:00");
    WorkShift second = club.add(0, "15:00", "18:00");
    assertRefused("start", "shift.overlaps", club.edit(0, "13:00", "16:00"));
    assertRefused("start", "shift.overlaps", club.edit(-1, "12:00", "10:00"));
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> club.change(second, "13:59", "18:00"))
        .withMessageContaining("2026-11-23 09:00 to 14:00");
    assertThat(club.change(first, "08:00", "15:00").end()).isEqualTo(LocalTime.of(15, 0));
    long boris = club.employee("Борис");
    ShiftEdit edit = new ShiftEdit(boris, DAY, LocalTime.of(9, 0), LocalTime.of(18, 0));
    assertThat(club.in(() -> club.hours.add(edit)).employeeId()).isEqualTo(boris);
  }

  @Test
  void ofSeveralWhoWriteTheSameHoursAtOnceOneDoes() {
    var writers =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return club.add(0, "09:00", "1" + i + ":00").id();
                          } catch (InvalidInput overlap) {
                            return 0L;
                          }
                        }))
            .toList();
    assertThat(writers).extracting(CompletableFuture::join).filteredOn(id -> id > 0).hasSize(1);
    assertThat(club.all()).hasSize(1);
  }

  @Test
  void whatIsWrongNamesItsField() {
    LocalTime nine = LocalTime.of(9, 0);
    LocalTime six = LocalTime.of(18, 0);
    assertRefused("employeeId", "required", new ShiftEdit(null, DAY, nine, six));
    assertRefused("employeeId", "employee.unknown", new ShiftEdit(-1L, DAY, nine, six));
    assertRefused("date", "required", new ShiftEdit(club.anna, null, nine, six));
    assertRefused("start", "required", new ShiftEdit(club.anna, DAY, null, six));
    assertRefused("end", "required", new ShiftEdit(club.anna, DAY, nine, null));
    assertRefused("end", "shift.seconds", new ShiftEdit(club.anna, DAY, nine, six.plusSeconds(1)));
    assertRefused(
        "date", "shift.odd-year", new ShiftEdit(club.anna, DAY.withYear(1999), nine, six));
    assertThat(club.all()).isEmpty();
  }

  @Test
  void hoursStayTheirEmployees() {
    WorkShift shift = club.add(0, "09:00", "18:00");
    ShiftEdit moved = new ShiftEdit(club.employee("Борис"), DAY, shift.start(), shift.end());
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> club.in(() -> club.hours.change(shift.id(), moved, shift.version())))
        .matches(wrong -> wrong.field().equals("employeeId"));
  }

  @Test
  void whoReadAnOlderVersionChangesNothing() {
    WorkShift shift = club.add(0, "09:00", "18:00");
    WorkShift now = club.change(shift, "10:00", "18:00");
    assertThatExceptionOfType(StaleVersion.class)
        .isThrownBy(() -> club.change(shift, "11:00", "18:00"));
    assertThatExceptionOfType(StaleVersion.class).isThrownBy(() -> club.remove(shift));
    club.remove(now);
    assertThat(club.all()).isEmpty();
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> club.get(shift.id()));
  }

  @Test
  void aListGoesByDatesThatAreBothWithin() {
    for (int i = 0; i < 5; i++) {
      WorkShift unused = club.add(i, "22:00", "06:00");
    }
    PageRequest two = new PageRequest(0, 2);
    assertThat(club.in(() -> club.hours.list(club.anna, DAY, DAY.plusDays(1), two)))
        .extracting(WorkShift::date)
        .containsExactly(DAY, DAY.plusDays(1));
    assertThat(club.in(() -> club.hours.list(club.anna, null, null, two)))
        .as("one more than asked, to see that it goes on")
        .hasSize(3);
    assertThat(club.in(() -> club.hours.list(club.employee("Борис"), null, null, two))).isEmpty();
  }

  @Test
  void hoursOfASystemThatTakesNoneAreChangedThere() {
    Lease other = club.core.phoneLine(club.club);
    club.tell(
        other,
        new Packet.Shift("s1", "1", "Анна", "2026-11-23T09:00:00", "2026-11-23T18:00:00", null));
    WorkShift shift = club.all().getFirst();
    assertThat(shift.employeeId()).isEqualTo(club.anna);
    assertThat(shift.changeable()).isFalse();
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> club.change(shift, "10:00", "18:00"))
        .matches(wrong -> wrong.code().equals("shift.of-system"));
    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> club.remove(shift));
  }

  @Test
  void anEmployeeIsAvailableUntilSwitchedOff() {
    assertThat(available(null)).isTrue();
    assertThat(available(false)).isFalse();
    assertThat(available(null)).as("left out it stays").isFalse();
    assertThat(available(true)).isTrue();
  }

  private boolean available(@Nullable Boolean wanted) {
    ClubStaff staff = club.core.get(ClubStaff.class);
    return club.in(
        () -> {
          EmployeeEdit edit = new EmployeeEdit("Анна", null, null, null, null, wanted);
          return staff.update(club.anna, edit, "RU", staff.get(club.anna).version()).available();
        });
  }

  private void assertRefused(String field, String code, ShiftEdit edit) {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> club.in(() -> club.hours.add(edit)))
        .matches(wrong -> wrong.field().equals(field) && wrong.code().equals(code), field + code);
  }
}
