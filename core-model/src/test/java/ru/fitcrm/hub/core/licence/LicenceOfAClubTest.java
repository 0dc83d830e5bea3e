package ru.fitcrm.hub.core.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.message.MailLicences;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.LeadDesk;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.StaleVersion;
import ru.fitcrm.hub.core.testing.SteppedClock;
import ru.fitcrm.hub.core.testing.TestCore;

/** What a licence opens and closes, on a real database. */
class LicenceOfAClubTest {

  private static final LocalDate END = LocalDate.of(2027, 3, 28);

  private static final Instant NOW = Instant.parse("2027-03-20T09:00:00Z");
  private static final AtomicInteger CLUBS = new AtomicInteger();
  private static final SteppedClock CLOCK = new SteppedClock(NOW);
  private static TestCore core;
  private static JdbcClient jdbc;
  private static Club platform;

  private Club club;

  @BeforeAll
  static void open() {
    core = new TestCore(CLOCK);
    jdbc = core.get(JdbcClient.class);
    platform =
        core.get(ClubDirectory.class)
            .create(new ClubEdit("Платформа", Club.PLATFORM_SLUG, null, null));
  }

  @AfterAll
  static void close() {
    core.close();
  }

  @BeforeEach
  void openClub() {
    CLOCK.set(NOW);
    club = core.club("Север " + CLUBS.incrementAndGet());
  }

  /** The last second of a day and the first of the next, where the day of the club begins. */
  @ParameterizedTest(name = "{0}, {1} days from the end: {2}")
  @CsvSource({
    "Europe/Kaliningrad, -31, ACTIVE",
    "Europe/Kaliningrad, -30, ENDING",
    "Europe/Moscow, -1, ENDING",
    "Europe/Moscow, 0, GRACE",
    "Asia/Yekaterinburg, 1, GRACE",
    "Asia/Kamchatka, 2, GRACE",
    "Asia/Kamchatka, 3, READ_ONLY",
    "Europe/Kaliningrad, 3, READ_ONLY",
    "Europe/Moscow, 13, READ_ONLY",
    "Asia/Kamchatka, 14, BLOCKED",
    // The clocks go forward on the licence's last day, and back.
    "Europe/Berlin, 0, GRACE",
    "Europe/Berlin, 3, READ_ONLY",
    "America/Santiago, 14, BLOCKED"
  })
  void theStateChangesAtTheClubsOwnMidnight(String zone, int days, LicenceState state) {
    Club there =
        core.get(ClubDirectory.class)
            .create(new ClubEdit("Там " + CLUBS.incrementAndGet(), null, null, zone));
    endsOn(there, END);
    LocalDate day = END.plusDays(days);
    Instant midnight = day.atStartOfDay(ZoneId.of(zone)).toInstant();

    CLOCK.set(midnight);
    assertThat(standing(there).state()).isEqualTo(state);
    CLOCK.set(day.atTime(LocalTime.MAX).atZone(ZoneId.of(zone)).toInstant());
    assertThat(standing(there).state()).isEqualTo(state);
    CLOCK.set(midnight.minusSeconds(1));
    assertThat(standing(there).state()).isEqualTo(LicenceState.on(END, day.minusDays(1)));
  }

  @Test
  void thePlatformsOwnClubIsLicensedForEver() {
    CLOCK.set(Instant.parse("2099-01-01T00:00:00Z"));

    assertThat(standing(platform).isForEver()).isTrue();
    assertThat(standing(platform).state()).isEqualTo(LicenceState.ACTIVE);
    assertThatThrownBy(() -> renew(platform, LicenceEdit.renewal(1)))
        .isInstanceOf(Conflict.class)
        .hasFieldOrPropertyWithValue("code", "licence.platform");
  }

  @Test
  void aRenewalAddsToTheEndOrToTodayIfThatIsPast() {
    endsOn(club, LocalDate.of(2027, 8, 31));
    assertThat(renew(club, LicenceEdit.renewal(6)).validUntil()).isEqualTo("2028-02-29");
    endsOn(club, LocalDate.of(2027, 1, 1));
    assertThat(renew(club, LicenceEdit.renewal(12)).validUntil()).isEqualTo("2028-03-20");
  }

  @Test
  void anotherPlanBringsItsLimitsAndTheSameOneKeepsThem() {
    Licence start = renew(club, new LicenceEdit(Plan.START, null, null, null));
    assertThat(start.usersLimit()).isEqualTo(5);
    assertThat(start.clientsLimit()).isEqualTo(1000);

    renew(club, new LicenceEdit(null, null, null, new LicenceEdit.Limits(7, null)));
    assertThat(renew(club, LicenceEdit.renewal(1)).usersLimit()).isEqualTo(7);
    assertThat(renew(club, new LicenceEdit(Plan.STANDARD, null, null, null)).usersLimit())
        .isEqualTo(20);
  }

  @Test
  void whatCannotBeARenewalNamesTheFieldAndChangesNothing() {
    Licence before = core.in(club, core.get(Licences.class)::get);

    assertThatThrownBy(() -> renew(club, LicenceEdit.renewal(2)))
        .isInstanceOf(InvalidInput.class)
        .hasFieldOrPropertyWithValue("field", "months");
    assertThatThrownBy(() -> renew(club, new LicenceEdit(null, END, 1, null)))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(
            () -> renew(club, new LicenceEdit(null, null, null, new LicenceEdit.Limits(0, null))))
        .hasFieldOrPropertyWithValue("field", "limits.users");
    assertThatThrownBy(
            () ->
                core.in(
                    club,
                    () ->
                        core.get(Licences.class)
                            .change(LicenceEdit.renewal(1), club.zone(), before.version() + 5)))
        .isInstanceOf(StaleVersion.class);
    assertThat(core.in(club, core.get(Licences.class)::get)).isEqualTo(before);
  }

  @Test
  void factsOfAnEndedLicenceAreKeptAndNothingFollowsThenOrLater() {
    long client = lead("+79161234567");
    webhook();
    endsOn(club, today().minusDays(3));

    unpaid(client, "first");
    assertThat(number("select count(*) from event where type = 'payment.failed'")).isOne();
    assertThat(number("select count(*) from task")).isZero();
    assertThat(number("select count(*) from outbox_message where kind = 'webhook'")).isZero();

    renew(club, LicenceEdit.renewal(1));
    unpaid(client, "first");
    assertThat(number("select count(*) from task")).isZero();

    unpaid(client, "second");
    assertThat(number("select count(*) from task")).isOne();
    assertThat(number("select count(*) from outbox_message where kind = 'webhook'")).isPositive();
  }

  @Test
  void inTheDaysThatAreForgivenEverythingFollows() {
    long client = lead("+79161234567");
    endsOn(club, today().minusDays(2));

    unpaid(client, "first");

    assertThat(number("select count(*) from task")).isOne();
  }

  @Test
  void atTheLimitOnlyPeopleWhoAddByHandAreRefused() {
    renew(club, new LicenceEdit(null, null, null, new LicenceEdit.Limits(1, 1)));
    assertThat(lead("+79161234567")).isPositive();

    assertThatThrownBy(() -> lead("+79161234568"))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("1 clients")
        .hasFieldOrPropertyWithValue("code", "licence.clients");
    assertThat(lead("+79161234567")).as("who is there already is found").isPositive();
    long called =
        core.in(
            club,
            () -> core.get(LeadDesk.class).leadOf("+79161234569", null, null, "call").clientId());
    assertThat(called).isPositive();

    write("insert into employee (name, role) values ('Ольга', 'TRAINER')");
    assertThatThrownBy(() -> core.runIn(club, core.get(LicenceLimits.class)::requireRoomForUser))
        .hasFieldOrPropertyWithValue("code", "licence.users");
    LicenceReport report = core.in(club, () -> core.get(Licences.class).report(club.zone()).get());
    assertThat(report.usage()).isEqualTo(new LicenceReport.Amounts(1, 2));
  }

  @Test
  void thePlatformWritesOneLetterToEachAdministratorOfAClub() {
    write(
        """
        insert into employee (name, role, email) values
          ('Вера', 'CLUB_ADMIN', 'vera@club.test'), ('Оля', 'RECEPTION', 'olya@club.test')""");
    endsOn(club, END);
    write("insert into licence_notice (valid_until, day) values ('2027-03-28', -7)");
    MailLicences letters = core.get(MailLicences.class);

    assertThat(letters.mail()).isOne();
    write("update licence_notice set mailed_at = null");
    assertThat(letters.mail()).as("killed before it was noted").isOne();
    assertThat(letters.mail()).isZero();

    List<String> to =
        core.in(
            platform,
            () -> jdbc.sql("select addresses ->> 'EMAIL' from message").query(String.class).list());
    assertThat(to).containsExactly("vera@club.test");
    assertThat(number("select count(*) from message")).isZero();

    write("insert into licence_notice (valid_until, day) values ('2027-03-28', 0)");
    endsOn(club, END.plusMonths(1));
    assertThat(letters.mail()).isOne();
    assertThat(letters.mail()).isZero();
    assertThat(
            core.in(
                platform,
                () -> jdbc.sql("select count(*) from message").query(Long.class).single()))
        .as("a renewal makes the notice untrue")
        .isOne();
  }

  @Test
  void aNewClubTriesEverythingForThirtyDaysOfItsOwn() {
    CLOCK.set(Instant.parse("2026-11-22T13:00:00Z"));
    Club there =
        core.get(ClubDirectory.class)
            .create(new ClubEdit("Камчатка", null, null, "Asia/Kamchatka"));

    assertThat(core.in(there, () -> core.get(Licences.class).get().validUntil()))
        .isEqualTo(LocalDate.of(2026, 12, 23));
  }

  private LicenceStanding standing(Club of) {
    return core.in(of, () -> core.get(Licences.class).standing(of.clubId()));
  }

  private Licence renew(Club of, LicenceEdit edit) {
    return core.in(
        of,
        () -> {
          Licences licences = core.get(Licences.class);
          return licences.change(edit, of.zone(), licences.get().version());
        });
  }

  private void endsOn(Club of, LocalDate end) {
    ClubId id = of.clubId();
    core.get(ClubGate.class)
        .runAsPlatform(() -> core.get(Licences.class).grant(id, Plan.PREMIUM, end));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(CLOCK.instant(), club.zone());
  }

  private long lead(String phone) {
    return core.in(club, () -> core.get(ClientDesk.class).findOrAdd(club, phone, "test")).id();
  }

  private void unpaid(long client, String key) {
    NewEvent event =
        new NewEvent(
            "payment.failed",
            "payment.failed:" + key,
            "payment",
            1,
            client,
            Map.of("kind", "RECURRING", "clientId", client),
            CLOCK.instant());
    core.in(club, () -> core.get(Journal.class).append(List.of(event), CLOCK.instant(), today()));
  }

  private void webhook() {
    write(
        """
        insert into connection (kind, name, enabled, settings, in_token)
        values ('webhook-out', 'x', true, '{"baseUrl": "http://x"}', 'token-of-' || hub_club())""");
  }

  private long number(String sql) {
    return core.in(club, () -> jdbc.sql(sql).query(Long.class).single());
  }

  private void write(String sql) {
    core.runIn(club, () -> jdbc.sql(sql).update());
  }
}
