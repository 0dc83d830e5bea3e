package ru.fitcrm.hub.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientEdit;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.testing.TestCore;

/** What the journal of calls answers: lists, figures and bars, of a club's own days. */
class CallJournalTest {

  private static final Instant NOON = Instant.parse("2026-11-20T09:00:00Z");
  private static final String ANNA = "+79161234567";
  private static final String OTHER = "+79262220011";
  private static final AtomicInteger CLUBS = new AtomicInteger();
  private static TestCore core;

  private Club club;
  private Lease line;

  @BeforeAll
  static void open() {
    core = new TestCore(Clock.systemUTC());
  }

  @AfterAll
  static void close() {
    core.close();
  }

  @BeforeEach
  void openClub() {
    openClub("Europe/Moscow");
  }

  private void openClub(String zone) {
    club =
        core.get(ClubDirectory.class)
            .create(new ClubEdit("Север", "journal-" + CLUBS.incrementAndGet(), "RU", zone));
    line = core.phoneLine(club, "74951230001");
  }

  @Test
  void callsAreListedByWhenTheyBeganHoweverLateTheyBecameKnown() {
    tell(CallTold.talked("3", ANNA, NOON.plusSeconds(300)));
    tell(CallTold.talked("1", ANNA, NOON.plusSeconds(100)));
    tell(CallTold.talked("2", ANNA, NOON.plusSeconds(200)));
    assertThat(list(CallQuery.ALL)).containsExactly("3", "2", "1");
  }

  @Test
  void pagesGoOnWhereTheLastOneEndedAlsoAmongCallsOfOneInstant() {
    for (int i = 0; i < 7; i++) {
      tell(CallTold.talked("same-" + i, ANNA, NOON));
    }
    tell(CallTold.talked("old", ANNA, NOON.minusSeconds(60)));
    tell(CallTold.talked("new", ANNA, NOON.plusSeconds(60)));
    List<String> seen = new ArrayList<>();
    long after = 0;
    for (int page = 0; page < 4; page++) {
      PageRequest request = new PageRequest(after, 2);
      List<Call> rows = core.in(club, () -> core.get(CallLog.class).list(CallQuery.ALL, request));
      List<Call> shown = rows.subList(0, Math.min(2, rows.size()));
      shown.forEach(call -> seen.add(call.linkedId()));
      after = shown.getLast().id();
    }
    assertThat(seen).hasSize(8).doesNotHaveDuplicates().startsWith("new").doesNotContain("old");
  }

  @Test
  void aSearchFindsPartsOfNamesAndOfNumbersInAnySpelling() {
    addClient("Анна Каренина", ANNA);
    tell(CallTold.talked("anna", ANNA, NOON));
    tell(CallTold.talked("other", OTHER, NOON));
    tell(CallTold.talked("withheld", "anonymous", NOON));
    assertThat(list(text("карен"))).containsExactly("anna");
    assertThat(list(text("Анна"))).containsExactly("anna");
    assertThat(list(text("нна"))).isEmpty();
    assertThat(list(text("8 (916) 123"))).containsExactly("anna");
    assertThat(list(text("+7 926"))).containsExactly("other");
    assertThat(list(text("0011"))).containsExactly("other");
    assertThat(list(text("%"))).isEmpty();
    assertThat(list(text("   "))).hasSize(3);
  }

  @Test
  void anEmployeesCallsAreThoseTheyTookAndThoseThatRangInVain() {
    long olga = addEmployee("Ольга", "101");
    long petr = addEmployee("Пётр", "102");
    long nobody = addEmployee("Без телефона", null);
    tell(CallTold.talked("taken", ANNA, NOON));
    tell(CallTold.missed("missed", ANNA, NOON.plusSeconds(60)));
    assertThat(list(employee(olga))).containsExactly("missed", "taken");
    assertThat(list(employee(petr))).isEmpty();
    assertThat(list(employee(nobody))).isEmpty();
    assertThat(list(employee(-1))).isEmpty();
  }

  @Test
  void theFiguresAreOfTheSameCallsAsTheList() {
    tell(CallTold.talked("1", ANNA, NOON));
    tell(CallTold.talked("2", OTHER, NOON));
    tell(CallTold.missed("3", ANNA, NOON));
    tell(CallTold.ringing("4", ANNA, NOON));
    assertThat(stats(CallQuery.ALL)).isEqualTo(new CallStats(3, 2, 1, 4.0, 2 / 3.0));
    CallQuery missed = new CallQuery(null, null, null, CallResult.MISSED, null, null);
    assertThat(stats(missed)).isEqualTo(new CallStats(1, 0, 1, 0, 0));
    assertThat(stats(text("2220011"))).isEqualTo(new CallStats(1, 1, 0, 4.0, 1));
    assertThat(stats(text("nobody"))).isEqualTo(new CallStats(0, 0, 0, 0, 0));
  }

  @Test
  void aChartByHourHasAllHoursOfTheClubsDay() {
    tell(CallTold.talked("1", ANNA, Instant.parse("2026-11-20T21:00:00Z")));
    tell(CallTold.missed("2", ANNA, Instant.parse("2026-11-19T20:59:59.999Z")));
    CallChart chart = chart(CallQuery.ALL, CallChart.By.HOUR);
    assertThat(chart.bars()).hasSize(24);
    assertThat(chart.bars().get(0)).isEqualTo(new CallChart.Bar("00", 1, 1, 0));
    assertThat(chart.bars().get(23)).isEqualTo(new CallChart.Bar("23", 1, 0, 1));
    assertThat(chart.zone()).isEqualTo("Europe/Moscow");
  }

  @Test
  void aChartByDayHasEmptyDaysAndTheDaysAskedFor() {
    tell(CallTold.talked("1", ANNA, Instant.parse("2026-11-17T12:00:00Z")));
    tell(CallTold.talked("2", ANNA, Instant.parse("2026-11-19T12:00:00Z")));
    assertThat(chart(CallQuery.ALL, CallChart.By.DAY).bars())
        .extracting(CallChart.Bar::at)
        .containsExactly("2026-11-17", "2026-11-18", "2026-11-19");
    CallPeriod period =
        new CallPeriod(LocalDate.parse("2026-11-16"), LocalDate.parse("2026-11-20"));
    assertThat(chart(of(period), CallChart.By.DAY).bars())
        .extracting(CallChart.Bar::total)
        .containsExactly(0L, 1L, 0L, 1L, 0L);
  }

  /** Instants at both sides of the clubs' midnights, of changes of the clock and of month ends. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Moscow, 2026-10-31T20:59:59.999Z",
    "Europe/Moscow, 2026-10-31T21:00:00Z",
    "Asia/Vladivostok, 2026-12-31T13:59:59Z",
    "Asia/Vladivostok, 2026-12-31T14:00:00Z",
    "Europe/Berlin, 2026-03-28T22:59:59Z",
    "Europe/Berlin, 2026-03-28T23:00:00Z",
    "Europe/Berlin, 2026-03-29T21:59:59Z",
    "Europe/Berlin, 2026-03-29T22:00:00Z",
    "Europe/Berlin, 2026-10-25T00:30:00Z",
    "Europe/Berlin, 2026-10-25T22:59:59Z",
    "Europe/Berlin, 2026-10-25T23:00:00Z",
    "Asia/Kolkata, 2026-02-28T18:29:59Z",
    "Asia/Kolkata, 2026-02-28T18:30:00Z",
    "America/New_York, 2026-03-01T04:59:59Z",
  })
  void aCallIsInThePeriodAndOnTheBarOfItsOwnDayAndNoOther(String zone, Instant at) {
    openClub(zone);
    tell(CallTold.talked("1", ANNA, at));
    LocalDate day = LocalDate.ofInstant(at, ZoneId.of(zone));
    assertThat(list(of(new CallPeriod(day, day)))).containsExactly("1");
    assertThat(list(of(new CallPeriod(day.plusDays(1), day.plusDays(1))))).isEmpty();
    assertThat(list(of(new CallPeriod(day.minusDays(1), day.minusDays(1))))).isEmpty();
    CallPeriod around = new CallPeriod(day.minusDays(2), day.plusDays(2));
    assertThat(chart(of(around), CallChart.By.DAY).bars())
        .hasSize(5)
        .filteredOn(bar -> bar.total() > 0)
        .containsExactly(new CallChart.Bar(day.toString(), 1, 1, 0));
  }

  private CallQuery of(CallPeriod period) {
    return new CallQuery(
        period.from(club.zone()),
        period.to(club.zone()),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        true);
  }

  private static CallQuery text(String text) {
    return new CallQuery(null, null, null, null, null, null, null, null, text, true);
  }

  private static CallQuery employee(long id) {
    return new CallQuery(null, null, null, null, null, null, id, null, null, true);
  }

  private List<String> list(CallQuery query) {
    return core
        .in(club, () -> core.get(CallLog.class).list(query, PageRequest.of(null, 500)))
        .stream()
        .map(Call::linkedId)
        .toList();
  }

  private CallStats stats(CallQuery query) {
    return core.in(club, () -> core.get(CallLog.class).stats(query));
  }

  private CallChart chart(CallQuery query, CallChart.By by) {
    return core.in(club, () -> core.get(CallLog.class).chart(query, by, club.zone()));
  }

  private void tell(CallSnapshot call) {
    core.get(CallDesk.class).record(line, call);
  }

  private void addClient(String name, String phone) {
    ClientEdit edit =
        new ClientEdit(
            name,
            List.of(new ClientEdit.PhoneEdit(phone, null)),
            null,
            null,
            null,
            null,
            null,
            null);
    core.runIn(club, () -> core.get(ClientDesk.class).add(club, edit));
  }

  private long addEmployee(String name, @Nullable String extension) {
    EmployeeEdit edit = new EmployeeEdit(name, null, extension, Role.RECEPTION, null);
    return core.in(club, () -> core.get(ClubStaff.class).add(edit, club.region())).id();
  }
}
