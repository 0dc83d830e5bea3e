package ru.fitcrm.hub.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.testing.SteppedClock;
import ru.fitcrm.hub.core.testing.TestCore;

/** Each report at its borders, in PostgreSQL. */
class ReportsTest {

  private static final LocalDate DAY = LocalDate.of(2026, Month.MARCH, 10);
  private static final TestCore CORE =
      new TestCore(new SteppedClock(Instant.parse("2026-03-10T09:00:00Z")));

  private final ClubWithMoney club = new ClubWithMoney(CORE, "Europe/Moscow");

  @AfterAll
  static void close() {
    CORE.close();
  }

  @Test
  void aPaymentAtHalfPastElevenInGreenwichBelongsToTheClubsNextDay() {
    long anna = club.client("Анна");
    club.purchase(anna, 500, Instant.parse("2026-03-09T20:59:59Z"));
    club.purchase(anna, 700, Instant.parse("2026-03-09T23:30:00Z"));
    club.purchase(anna, 900, Instant.parse("2026-03-10T21:00:00Z"));

    assertThat(club.totals("ltv", club.on(DAY))).containsEntry("ltv", money("700.00"));
    assertThat(club.totals("ltv", club.on(DAY.minusDays(1)))).containsEntry("ltv", money("500.00"));
    assertThat(club.totals("ltv", club.on(DAY.plusDays(1)))).containsEntry("ltv", money("900.00"));
  }

  @Test
  void aDayOfTheClubIsItsOwnWhenClocksChange() {
    ClubWithMoney berlin = new ClubWithMoney(CORE, "Europe/Berlin");
    LocalDate spring = LocalDate.of(2026, Month.MARCH, 29);
    long anna = berlin.client("Анна");
    berlin.purchase(anna, 100, Instant.parse("2026-03-28T23:00:00Z"));
    berlin.purchase(anna, 200, Instant.parse("2026-03-29T21:59:59Z"));
    berlin.purchase(anna, 400, Instant.parse("2026-03-29T22:00:00Z"));

    assertThat(berlin.totals("ltv", berlin.on(spring))).containsEntry("ltv", money("300.00"));
  }

  @Test
  void whatAClientBroughtIsWhatCameLessWhatWasGivenBack() {
    long anna = club.client("Анна");
    long boris = club.client("Борис");
    Instant noon = club.at(DAY, "12:00");
    club.purchase(anna, 1000, club.at(DAY.minusDays(40), "12:00"));
    club.purchase(anna, 3000, noon);
    club.paid(anna, null, "RECURRING", "SUCCEEDED", 2000, noon);
    club.paid(anna, null, "REFUND", "SUCCEEDED", 500, noon);
    club.paid(anna, null, "PURCHASE", "FAILED", 9000, noon);
    club.paid(anna, null, "PURCHASE", "WAITING", 9000, noon);
    club.purchase(boris, 7000, noon);
    club.visited(anna, noon);
    club.visited(anna, club.at(DAY.plusDays(1), "00:00"));

    List<ReportRow> rows = club.rows("ltv", club.on(DAY));
    assertThat(rows).extracting(ReportRow::clientId).containsExactly(boris, anna);
    assertThat(rows.get(1).values())
        .containsEntry("visits", 1L)
        .containsEntry("receipts", 2L)
        .containsEntry("paid", money("5000.00"))
        .containsEntry("refunded", money("500.00"))
        .containsEntry("ltv", money("4500.00"))
        .containsEntry("meanReceipt", money("2500.00"))
        .containsEntry("ever", money("5500.00"))
        .containsEntry("firstPaidOn", DAY.minusDays(40))
        .containsEntry("lifetimeDays", 40L);
    assertThat(club.totals("ltv", club.on(DAY)))
        .containsEntry("clients", 2L)
        .containsEntry("receipts", 3L)
        .containsEntry("ltv", money("11500.00"))
        .containsEntry("meanReceipt", money("4000.00"))
        .containsEntry("meanLtv", money("5750.00"));
  }

  @Test
  void nobodyPaidIsNothingAndNoError() {
    assertThat(club.rows("ltv", club.on(DAY))).isEmpty();
    assertThat(club.totals("ltv", club.on(DAY)))
        .containsEntry("clients", 0L)
        .containsEntry("meanReceipt", BigDecimal.ZERO);
  }

  @Test
  void whoOwesIsADebtorWhateverTheContractAndTheGreatestDebtComesFirst() {
    long anna = club.client("Анна");
    long boris = club.client("Борис");
    long gone = club.client("В архиве");
    club.contract(
        anna, "RECURRING", "ACTIVE", Map.of("debt", 100, "terminates_on", DAY.plusDays(3)));
    club.contract(anna, "FIXED_TERM", "ACTIVE", Map.of("debt", 0));
    club.contract(boris, "FIXED_TERM", "ENDED", Map.of("debt", money("100.50")));
    club.contract(boris, null, "ACTIVE", Map.of("debt", 900, "deleted", true));
    club.contract(gone, "RECURRING", "ACTIVE", Map.of("debt", 900));
    club.archive(gone);

    assertThat(club.clients("debtors", club.on(DAY))).containsExactly(boris, anna);
    assertThat(club.rows("debtors", club.on(DAY)).get(1).values())
        .containsEntry("daysLeft", 3L)
        .containsEntry("terminatesOn", DAY.plusDays(3));
    assertThat(club.totals("debtors", club.on(DAY)))
        .containsEntry("contracts", 2L)
        .containsEntry("debt", money("200.50"));
  }

  @Test
  void whoPaysTodayHasAReasonToOnThisVeryDay() {
    long charged = club.client("Списание");
    long owing = club.client("Долг");
    long fresh = club.client("Новый");
    long ending = club.client("Продление");
    club.contract(charged, "RECURRING", "ACTIVE", Map.of("next_charge_on", DAY, "price", 2490));
    club.contract(owing, "RECURRING", "ACTIVE", Map.of("terminates_on", DAY, "debt", 300));
    club.contract(fresh, "FIXED_TERM", "AWAITING_PAYMENT", Map.of("starts_on", DAY, "price", 9000));
    club.contract(ending, "FIXED_TERM", "ACTIVE", Map.of("ends_on", DAY, "price", 5000));
    for (LocalDate other : List.of(DAY.minusDays(1), DAY.plusDays(1))) {
      long one = club.client("Другой день");
      club.contract(one, "RECURRING", "ACTIVE", Map.of("next_charge_on", other, "price", 1));
      club.contract(one, "RECURRING", "ACTIVE", Map.of("terminates_on", other, "debt", 1));
      club.contract(one, "FIXED_TERM", "AWAITING_PAYMENT", Map.of("starts_on", other, "price", 1));
      club.contract(one, "FIXED_TERM", "ACTIVE", Map.of("ends_on", other, "price", 1));
    }

    List<ReportRow> rows = club.rows("pays-today", club.on(DAY));
    assertThat(rows).extracting(ReportRow::clientId).containsExactly(charged, owing, fresh, ending);
    assertThat(rows)
        .extracting(row -> row.values().get("why"))
        .containsExactly("CHARGE", "DEBT", "NEW", "RENEWAL");
    assertThat(club.totals("pays-today", club.on(DAY))).containsEntry("amount", money("16790.00"));
  }

  @Test
  void contractsOfAPeriodBeginInItEndInItOrAreGoodInIt() {
    long anna = club.client("Анна");
    LocalDate first = LocalDate.of(2026, Month.MARCH, 1);
    LocalDate last = LocalDate.of(2026, Month.MARCH, 31);
    Map<String, Object> begins =
        Map.of("starts_on", first, "ends_on", last.plusDays(1), "price", 10);
    Map<String, Object> ends =
        Map.of("starts_on", first.minusDays(1), "ends_on", last, "price", 20);
    Map<String, Object> before =
        Map.of("starts_on", first.minusDays(9), "ends_on", first.minusDays(1));
    // Made on the last evening of the month, which is the first of April in the club.
    Map<String, Object> made = Map.of("made_at", Instant.parse("2026-03-31T21:00:00Z"));
    long one = club.contract(anna, "FIXED_TERM", "ACTIVE", begins);
    long two = club.contract(anna, "FIXED_TERM", "ACTIVE", ends);
    club.contract(anna, "FIXED_TERM", "ENDED", before);
    club.contract(anna, "RECURRING", "ACTIVE", made);

    ReportAsked march = club.during(first, last);
    assertThat(ids("contracts", march)).containsExactly(one);
    assertThat(ids("contracts", by(march, "ENDS"))).containsExactly(two);
    assertThat(ids("contracts", by(march, "ACTIVE"))).containsExactly(two, one);
    assertThat(club.totals("contracts", by(march, "ACTIVE")))
        .containsEntry("price", money("30.00"));
  }

  @Test
  void chargesToComeAreForecastWhereTheyAreToldAndElseTheReportSaysSo() {
    long anna = club.client("Анна");
    assertThat(club.isAvailable("forecast")).isFalse();
    club.contract(anna, "RECURRING", "ACTIVE", Map.of("next_charge_on", DAY, "price", 2490));
    club.contract(
        anna, "RECURRING", "ACTIVE", Map.of("next_charge_on", DAY.plusDays(30), "price", 10));
    club.contract(
        anna, "RECURRING", "ACTIVE", Map.of("next_charge_on", DAY.plusDays(31), "price", 10));
    club.contract(anna, "RECURRING", "TERMINATED", Map.of("next_charge_on", DAY, "price", 10));

    assertThat(club.isAvailable("forecast")).isTrue();
    ReportAsked ahead = club.during(DAY, DAY.plusDays(30));
    assertThat(club.rows("forecast", ahead))
        .extracting(row -> row.values().get("chargeOn"))
        .containsExactly(DAY, DAY.plusDays(30));
    assertThat(club.totals("forecast", ahead)).containsEntry("amount", money("2500.00"));
  }

  @Test
  void aStatementGoesOnWhereTheOneBeforeEnded() {
    long anna = club.client("Анна");
    long term =
        club.contract(
            anna,
            "FIXED_TERM",
            "ACTIVE",
            Map.of("price", 3000, "debt", 500, "made_at", club.at(DAY.minusDays(5), "10:00")));
    club.paid(anna, term, "PURCHASE", "SUCCEEDED", 2500, club.at(DAY.minusDays(5), "11:00"));
    club.paid(anna, term, "DEBT", "SUCCEEDED", 700, club.at(DAY, "00:00"));
    club.paid(anna, null, "REFUND", "SUCCEEDED", 200, club.at(DAY, "23:59"));
    club.paid(anna, null, "PURCHASE", "FAILED", 9000, club.at(DAY, "12:00"));

    ReportAsked before = of(anna, club.during(DAY.minusDays(9), DAY.minusDays(1)));
    ReportAsked now = of(anna, club.on(DAY));
    assertThat(club.totals("statement", before))
        .containsEntry("opening", BigDecimal.ZERO)
        .containsEntry("income", money("2500.00"))
        .containsEntry("expense", money("3000.00"))
        .containsEntry("closing", money("-500.00"));
    assertThat(club.totals("statement", now))
        .containsEntry("opening", money("-500.00"))
        .containsEntry("income", money("700.00"))
        .containsEntry("expense", money("200.00"))
        .containsEntry("closing", money("0.00"))
        .containsEntry("debtNow", money("500.00"));
    assertThat(club.rows("statement", now))
        .extracting(row -> row.values().get("balance"))
        .containsExactly(money("200.00"), money("0.00"));
  }

  @Test
  void aRecurringContractIsChargedAsItIsPaidAndMoneyGivenBackTakesItsChargeBack() {
    long anna = club.client("Анна");
    long monthly = club.contract(anna, "RECURRING", "ACTIVE", Map.of("price", 2490));
    club.paid(anna, monthly, "RECURRING", "SUCCEEDED", 2490, club.at(DAY, "10:00"));
    club.paid(anna, monthly, "REFUND", "SUCCEEDED", 990, club.at(DAY, "12:00"));

    assertThat(club.rows("statement", of(anna, club.on(DAY))))
        .extracting(row -> row.values().get("operation"))
        .containsExactly("RECURRING", "CHARGE", "REFUND", "RETURN");
    assertThat(club.totals("statement", of(anna, club.on(DAY))))
        .containsEntry("income", money("2490.00"))
        .containsEntry("charged", money("1500.00"))
        .containsEntry("refunded", money("990.00"))
        .containsEntry("closing", money("0.00"));
  }

  @Test
  void pagesFollowEachOtherAndMissNobody() {
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      long one = club.client("Клиент");
      expected.add(one);
      club.purchase(one, 100, club.at(DAY, "12:00"));
    }
    List<Long> read = new ArrayList<>();
    ReportPlace after = ReportPlace.START;
    List<ReportRow> page = club.page("ltv", club.on(DAY), after, 3);
    while (!page.isEmpty()) {
      page.forEach(row -> read.add(row.clientId()));
      after = ReportPlace.parse(page.getLast().place().toString());
      page = club.page("ltv", club.on(DAY), after, 3);
    }
    assertThat(read).isEqualTo(expected);
    assertThatThrownBy(() -> ReportPlace.parse("17")).isInstanceOf(InvalidInput.class);
  }

  @Test
  void aBranchAndAClubHaveTheirOwnRowsOnly() {
    long anna = club.client("Анна");
    long boris = club.client("Борис");
    long branch = club.branchOf(boris);
    club.contract(anna, "RECURRING", "ACTIVE", Map.of("debt", 100));
    club.contract(boris, "RECURRING", "ACTIVE", Map.of("debt", 100));
    ReportAsked asked = new ReportAsked(DAY, DAY, DAY, branch, null, null, null, "");

    assertThat(club.clients("debtors", asked)).containsExactly(boris);
    assertThat(club.totals("debtors", asked)).containsEntry("clients", 1L);
    assertThat(new ClubWithMoney(CORE, "Europe/Moscow").rows("debtors", club.on(DAY))).isEmpty();
  }

  private List<Long> ids(String report, ReportAsked asked) {
    return club.rows(report, asked).stream().map(row -> row.place().id()).toList();
  }

  private static ReportAsked by(ReportAsked asked, String method) {
    return new ReportAsked(asked.date(), asked.from(), asked.to(), null, null, null, null, method);
  }

  private static ReportAsked of(long client, ReportAsked asked) {
    return new ReportAsked(asked.date(), asked.from(), asked.to(), null, null, client, null, "");
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }
}
