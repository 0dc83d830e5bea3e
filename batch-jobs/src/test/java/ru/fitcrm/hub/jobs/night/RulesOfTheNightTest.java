package ru.fitcrm.hub.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.NightLimits;

/** Each rule at its borders, on nights that are not the club's first. */
class RulesOfTheNightTest {

  private static final LocalDate D = LocalDate.of(2027, 3, 10);

  private final NightBase base = new NightBase("Asia/Kamchatka");

  @BeforeEach
  void theClubHadNightsBefore() {
    for (String job :
        List.of("expiring", "debts", "sleeping", "lost", "losing", "visits-ending", "birthdays")) {
      base.night(job, D.minusDays(30));
    }
  }

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void aFixedTermContractIsToldOfTheDayBeforeItEnds() {
    long today = ends(D);
    long tomorrow = ends(D.plusDays(1));
    long inTwoDays = ends(D.plusDays(2));
    long frozen = base.client("Заморожен");
    base.membership(frozen).fixed(D.plusDays(1)).is("FROZEN").write();
    long ended = base.client("Расторгнут");
    base.membership(ended).fixed(D.plusDays(1)).is("TERMINATED").write();
    long recurring = base.client("Рекуррентный");
    base.membership(recurring).recurring(D.plusDays(1), 0).write();
    long archived = ends(D.plusDays(1));
    base.archive(archived);

    JobRun run = base.night("expiring", D);

    assertThat(base.told("contract.expiring")).containsExactly(tomorrow, frozen);
    assertThat(base.cards("CONTRACT_EXPIRING"))
        .extracting(card -> card.get("reason"))
        .containsOnly("Контракт заканчивается: предложите продлить")
        .hasSize(2);
    assertThat(run.found()).isEqualTo(2);
    assertThat(run.made()).isEqualTo(2);
    assertThat(List.of(today, inTwoDays, ended, recurring)).isNotEmpty();
  }

  @Test
  void theSameDateAgainAddsNothing() {
    ends(D.plusDays(1));
    base.night("expiring", D);
    long events = base.count("event");
    long cards = base.count("task");

    JobRun again = base.night("expiring", D);

    assertThat(again.found()).isEqualTo(1);
    assertThat(again.made()).isZero();
    assertThat(base.count("event")).isEqualTo(events);
    assertThat(base.count("task")).isEqualTo(cards);
  }

  @Test
  void aMissedNightLosesNoContractThatStillRuns() {
    base.limits(new NightLimits.Edit(3, null, null, null, null, null));
    long late = ends(D.plusDays(1));
    base.night("expiring", D);
    assertThat(base.told("contract.expiring")).containsExactly(late);
  }

  @Test
  void aDebtIsToldOfWithinTenDaysBeforeTermination() {
    owes(D, 500);
    long tomorrow = owes(D.plusDays(1), 500);
    long inTen = owes(D.plusDays(10), 500);
    owes(D.plusDays(11), 500);
    owes(D.plusDays(5), 0);

    base.night("debts", D);

    assertThat(base.told("contract.debt")).containsExactly(tomorrow, inTen);
    assertThat(base.cards("CONTRACT_DEBT"))
        .extracting(card -> card.get("reason"))
        .containsOnly("Задолженность: предложите погасить");
  }

  @Test
  void whatAHistoryBringsAfterAClubsFirstNightIsNoNews() {
    base.night("sleeping", D);
    long longBack = sleeper(90);
    long back = sleeper(90);
    base.history("1");

    base.night("sleeping", D.plusDays(1));
    base.visited(longBack, D.minusDays(10));
    base.visited(back, D.plusDays(1));
    base.history("2");
    base.night("sleeping", D.plusDays(2));

    assertThat(base.told("client.sleeping")).isEmpty();
    assertThat(base.told("client.awake")).containsExactly(back);
    assertThat(base.standing(longBack, "sleeping_since")).isNull();

    long late = sleeper(90);
    base.history("2");
    base.night("sleeping", D.plusDays(3));
    assertThat(base.told("client.sleeping"))
        .as("a history that brings nothing hides nothing")
        .containsExactly(late);
  }

  @Test
  void oneSleepIsToldOnceHoweverLongItTakesToBeOne() {
    long fifty = sleeper(50);
    long twenty = sleeper(20);
    base.night("sleeping", D);

    for (int days : List.of(15, 60, 30)) {
      base.limits(new NightLimits.Edit(null, null, days, null, null, null));
      base.night("sleeping", D.plusDays(1));
    }
    base.night("sleeping", D.plusDays(30));

    assertThat(base.told("client.sleeping")).containsExactly(fifty, twenty);
    assertThat(base.standing(twenty, "sleeping_since")).isEqualTo(D.plusDays(11));
    assertThat(base.told("client.awake")).isEmpty();
  }

  @Test
  void sleepBeginsOnTheThirtyFirstDayAndEndsWithAVisit() {
    sleeper(29);
    sleeper(30);
    long asleep = sleeper(31);
    long frozen = sleeper(40);
    base.membership(frozen).fixed(D.plusDays(50)).is("FROZEN").write();
    long over = base.client("Контракт кончился");
    base.membership(over).fixed(D.minusDays(1)).write();
    base.paid(over, "PURCHASE", "SUCCEEDED", D.minusDays(90));
    base.active(over, D.minusDays(90));
    long neverBought = base.client("Не покупал");
    base.membership(neverBought).fixed(D.plusDays(50)).write();
    base.visited(neverBought, D.minusDays(90));
    base.archive(sleeper(60));

    base.night("sleeping", D);
    assertThat(base.told("client.sleeping")).containsExactly(asleep);
    assertThat(base.standing(asleep, "sleeping_since")).isEqualTo(D);

    base.night("sleeping", D.plusDays(1));
    assertThat(base.told("client.sleeping")).as("30 yesterday is 31 today").hasSize(2);

    base.visited(asleep, D.plusDays(1));
    base.night("sleeping", D.plusDays(2));
    assertThat(base.told("client.awake")).containsExactly(asleep);
    assertThat(base.standing(asleep, "sleeping_since")).isNull();

    base.night("sleeping", D.plusDays(40));
    assertThat(base.told("client.sleeping").stream().filter(id -> id == asleep))
        .as("a new sleep is told anew")
        .hasSize(2);
  }

  @Test
  void lostIsWhomNothingBringsBack() {
    long six = gone(6);
    long seven = gone(7);
    long contract = gone(20);
    base.membership(contract).fixed(D).write();
    long booked = gone(20);
    base.booked(booked, "PLANNED", D.plusDays(3));
    long card = gone(20);
    base.card(card, D.plusDays(1));
    long cardOfToday = gone(20);
    base.card(cardOfToday, D);

    base.night("lost", D);
    assertThat(base.told("client.lost")).containsExactlyInAnyOrder(seven, cardOfToday);
    assertThat(base.standing(six, "lost_since")).isNull();
    assertThat(base.standing(seven, "lost_since")).isEqualTo(D);

    base.booked(seven, "CONFIRMED", D.plusDays(5));
    base.night("lost", D.plusDays(1));
    assertThat(base.standing(seven, "lost_since")).as("back when booked").isNull();
    base.night("lost", D.plusDays(6));
    assertThat(base.told("client.lost").stream().filter(id -> id == seven))
        .as("lost anew once the booking is over")
        .hasSize(2);
  }

  @Test
  void threeMissedInARowAreAWarningOnce() {
    long two = missed(D.minusDays(3), D.minusDays(2));
    long three = missed(D.minusDays(5), D.minusDays(3), D.minusDays(1));
    long broken = missed(D.minusDays(5), D.minusDays(2), D.minusDays(1));
    base.booked(broken, "ATTENDED", D.minusDays(3));
    long frozen = missed(D.minusDays(5), D.minusDays(3), D.minusDays(1));
    base.membership(frozen).fixed(D.plusDays(50)).is("FROZEN").write();

    base.night("losing", D);
    assertThat(base.told("client.losing")).containsExactly(three);
    assertThat(base.cards("CLIENT_LOSING"))
        .extracting(card -> card.get("reason"))
        .containsExactly("Предотвращение потери");

    base.booked(three, "MISSED", D);
    base.booked(two, "MISSED", D);
    base.night("losing", D.plusDays(1));
    assertThat(base.told("client.losing")).containsExactly(three, two);
  }

  @Test
  void aPackageRunsOutAtTwoVisitsLeftAndAgainWhenItWasToppedUp() {
    long three = base.client("Три");
    base.pack(three).left(3).write();
    long two = base.client("Два");
    long pack = base.pack(two).left(2).write();
    base.night("visits-ending", D);
    base.night("visits-ending", D.plusDays(1));
    assertThat(base.told("visits.running_out")).containsExactly(two);

    base.write("update contract set visits_total = 20 where id = ?", pack);
    base.night("visits-ending", D.plusDays(2));
    assertThat(base.told("visits.running_out")).containsExactly(two, two);
  }

  @Test
  void whoWasBornOnTheTwentyNinthOfFebruaryHasTheTwentyEighthInCommonYears() {
    long leap = base.client("Високосный");
    base.birth(leap, LocalDate.of(1992, 2, 29));
    long march = base.client("Март");
    base.birth(march, LocalDate.of(1990, 3, 1));

    base.night("birthdays", LocalDate.of(2027, 2, 28));
    assertThat(base.told("client.birthday")).containsExactly(leap);
    base.night("birthdays", LocalDate.of(2027, 3, 1));
    assertThat(base.told("client.birthday")).containsExactly(leap, march);
    base.night("birthdays", LocalDate.of(2028, 2, 28));
    assertThat(base.told("client.birthday")).containsExactly(leap, march);
    base.night("birthdays", LocalDate.of(2028, 2, 29));
    assertThat(base.told("client.birthday")).containsExactly(leap, march, leap);
  }

  @Test
  void moreThanFiftyCardsOfANightAreFiftyAndAList() {
    for (int i = 0; i < 63; i++) {
      ends(D.plusDays(1));
    }
    JobRun run = base.night("expiring", D);

    assertThat(run.made()).isEqualTo(63);
    assertThat(base.told("contract.expiring")).hasSize(63);
    assertThat(base.cards("CONTRACT_EXPIRING")).hasSize(51);
    assertThat(base.cards("CONTRACT_EXPIRING"))
        .filteredOn(card -> card.get("client_id") == null)
        .singleElement()
        .satisfies(list -> assertThat(list.get("lines")).isEqualTo(13L));
  }

  @Test
  void aDryRunFindsAndMakesNothing() {
    ends(D.plusDays(1));
    sleeper(35);
    long events = base.count("event");

    JobRun run = base.night("expiring", D, true);
    base.night("sleeping", D, true);

    assertThat(run.found()).isEqualTo(1);
    assertThat(run.made()).isZero();
    assertThat(base.count("event")).isEqualTo(events);
    assertThat(base.count("task")).isZero();
    assertThat(base.count("client_standing")).isZero();
    assertThat(base.count("job_finding")).isEqualTo(2);
    base.night("expiring", D);
    assertThat(base.told("contract.expiring")).hasSize(1);
  }

  private long ends(LocalDate date) {
    long client = base.client("Кончается " + date);
    base.membership(client).fixed(date).write();
    return client;
  }

  private long owes(LocalDate terminates, int debt) {
    long client = base.client("Должен");
    base.membership(client).recurring(terminates, debt).write();
    return client;
  }

  private long sleeper(int days) {
    long client = base.client("Не ходит " + days);
    base.membership(client).fixed(D.plusDays(100)).write();
    base.paid(client, "PURCHASE", "SUCCEEDED", D.minusDays(120));
    base.active(client, D.minusDays(days));
    return client;
  }

  private long gone(int days) {
    long client = base.client("Ушёл " + days);
    base.visited(client, D.minusDays(days));
    return client;
  }

  private long missed(LocalDate... dates) {
    long client = base.client("Пропускает");
    for (LocalDate date : dates) {
      base.booked(client, "MISSED", date);
    }
    return client;
  }
}
