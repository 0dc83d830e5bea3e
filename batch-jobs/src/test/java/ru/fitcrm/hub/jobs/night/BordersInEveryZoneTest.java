package ru.fitcrm.hub.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of all rules at their borders, by the clocks of several zones, on plain nights and on
 * those in which the clocks change: what happened half an hour before midnight is of the day
 * before, half an hour after it is of the day.
 */
class BordersInEveryZoneTest {

  private static final Map<String, String> JOBS =
      Map.of(
          "expiring", "contract.expiring",
          "debts", "contract.debt",
          "sleeping", "client.sleeping",
          "lost", "client.lost",
          "losing", "client.losing",
          "visits-ending", "visits.running_out",
          "birthdays", "client.birthday",
          "duplicates", "client.duplicate");

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "Europe/Kaliningrad, 2027-03-10",
    "Europe/Moscow, 2028-02-29",
    "Asia/Kamchatka, 2027-12-31",
    "Europe/Berlin, 2027-03-28",
    "Europe/Berlin, 2027-03-29",
    "Europe/Berlin, 2027-10-31",
    "Europe/Berlin, 2027-11-01"
  })
  void eachRuleHoldsAtItsBorders(String zone, LocalDate date) {
    try (NightBase base = new NightBase(zone)) {
      JOBS.keySet().forEach(job -> base.night(job, date.minusDays(400)));
      Table table = new Table(base, date);
      table.contracts();
      table.sleepers();
      table.lost();
      table.losing();
      table.others();
      Map<String, List<String>> found = new TreeMap<>();
      JOBS.forEach(
          (job, type) -> {
            base.night(job, date);
            found.put(type, table.names(base.told(type)));
          });
      found.forEach(
          (type, names) ->
              assertThat(names)
                  .as("%s in %s on %s", type, zone, date)
                  .containsExactlyInAnyOrderElementsOf(
                      table.expected.getOrDefault(type, List.of())));
      table.returns();
    }
  }

  /** The rows of the table: a client each, with a name that says what is expected of them. */
  private static final class Table {

    private final NightBase base;
    private final LocalDate date;
    private final Map<Long, String> names = new TreeMap<>();
    private final Map<String, List<String>> expected = new TreeMap<>();

    Table(NightBase base, LocalDate date) {
      this.base = base;
      this.date = date;
    }

    List<String> names(List<Long> ids) {
      return ids.stream().map(id -> names.getOrDefault(id, "?" + id)).toList();
    }

    private long row(String name, String... types) {
      long id = base.client(name);
      names.put(id, name);
      for (String type : types) {
        expected.computeIfAbsent(type, none -> new ArrayList<>()).add(name);
      }
      return id;
    }

    /** One who is not lost: a booking is still to come. */
    private long kept(String name, String... types) {
      long id = row(name, types);
      base.booked(id, "PLANNED", date.plusDays(20));
      return id;
    }

    void contracts() {
      fixed("ends today", 0, "ACTIVE");
      fixed("ends tomorrow", 1, "ACTIVE", "contract.expiring");
      fixed("ends in two days", 2, "ACTIVE");
      fixed("ends tomorrow, frozen", 1, "FROZEN", "contract.expiring");
      fixed("ends tomorrow, unpaid", 1, "AWAITING_PAYMENT");
      fixed("ended", 1, "ENDED");
      debt("recurring, terminates today", 0, 100);
      debt("recurring, terminates tomorrow", 1, 100, "contract.debt");
      debt("recurring, in ten days", 10, 100, "contract.debt");
      debt("recurring, in eleven days", 11, 100);
      debt("recurring, owes nothing", 5, 0);
      long owing = kept("fixed-term with a debt");
      long contract = base.membership(owing).fixed(date.plusDays(5)).write();
      base.write("update contract set debt = 100 where id = ?", contract);
      base.membership(kept("recurring without an end")).recurring(null, 100).write();
    }

    private void fixed(String name, int days, String status, String... types) {
      base.membership(kept(name, types)).fixed(date.plusDays(days)).is(status).write();
    }

    private void debt(String name, int days, int debt, String... types) {
      base.membership(kept(name, types)).recurring(date.plusDays(days), debt).write();
    }

    void sleepers() {
      bought("29 days", 29);
      bought("30 days", 30);
      bought("31 days", 31, "client.sleeping");
      bought("32 days", 32, "client.sleeping");
      base.membership(bought("frozen", 60)).fixed(date.plusDays(60)).is("FROZEN").write();
      base.archive(bought("archived", 60));
      long never = kept("never bought");
      base.membership(never).fixed(date.plusDays(60)).write();
      base.active(never, date.minusDays(60));
      long debit = kept("only debits since", "client.sleeping");
      base.membership(debit).recurring(null, 0).write();
      base.paid(debit, "RECURRING", "SUCCEEDED", date.minusDays(45));
      base.paid(debit, "RECURRING", "SUCCEEDED", date.minusDays(2));
      long refused = kept("bought once, refused since", "client.sleeping");
      base.membership(refused).fixed(date.plusDays(60)).write();
      base.paid(refused, "PURCHASE", "SUCCEEDED", date.minusDays(50));
      base.paid(refused, "PURCHASE", "FAILED", date.minusDays(1));
      base.active(refused, date.minusDays(50));
      long future = kept("begins tomorrow");
      long contract = base.membership(future).fixed(date.plusDays(60)).write();
      base.write("update contract set starts_on = ? where id = ?", date.plusDays(1), contract);
      base.paid(future, "PURCHASE", "SUCCEEDED", date.minusDays(50));
    }

    private long bought(String name, int days, String... types) {
      long id = kept(name, types);
      base.membership(id).fixed(date.plusDays(60)).write();
      base.paid(id, "PURCHASE", "SUCCEEDED", date.minusDays(120));
      base.active(id, date.minusDays(days));
      return id;
    }

    void lost() {
      came("came late on the eighth day before", 8, 23, "client.lost");
      came("came late on the seventh day before", 7, 23, "client.lost");
      came("came early on the sixth day before", 6, 0);
      base.membership(came("contract ends today", 30, 12)).fixed(date).write();
      long over = came("contract ended yesterday", 30, 12, "client.lost");
      base.membership(over).fixed(date.minusDays(1)).write();
      base.bookedAt(came("booked early today", 30, 12), "PLANNED", date.atTime(0, 30));
      long past = came("booked late yesterday, not seen", 30, 12, "client.lost");
      base.bookedAt(past, "PLANNED", date.minusDays(1).atTime(23, 30));
      long cancelled = came("cancelled", 30, 12, "client.lost");
      base.booked(cancelled, "CANCELLED", date.plusDays(3));
      base.card(came("card of tomorrow", 30, 12), date.plusDays(1));
      base.card(came("card of today", 30, 12, "client.lost"), date);
      row("never came, never bought", "client.lost");
      long lead = row("lead");
      base.write("update client set kind = 'LEAD' where id = ?", lead);
    }

    private long came(String name, int days, int hour, String... types) {
      long id = row(name, types);
      LocalDateTime at = date.minusDays(days).atTime(hour, 30);
      base.visitedAt(id, at);
      return id;
    }

    void losing() {
      missed("two missed", 3, 2);
      missed("three missed, the last late yesterday", "client.losing", 5, 3, 1);
      long today = missed("the third early today", 5, 3);
      base.bookedAt(today, "MISSED", date.atTime(0, 30));
      long between = missed("came between", 5, 3, 1);
      base.booked(between, "ATTENDED", date.minusDays(4));
      long frozen = missed("missed, frozen", 5, 3, 1);
      base.membership(frozen).fixed(date.plusDays(60)).is("FROZEN").write();
      long cancelled = missed("two missed, one cancelled", 5, 1);
      base.booked(cancelled, "CANCELLED", date.minusDays(3));
    }

    private long missed(String name, int... days) {
      return missed(name, null, days);
    }

    private long missed(String name, @Nullable String type, int... days) {
      long id = type == null ? kept(name) : kept(name, type);
      for (int day : days) {
        base.bookedAt(id, "MISSED", date.minusDays(day).atTime(23, 30));
      }
      return id;
    }

    void others() {
      base.pack(kept("three left")).left(3).write();
      base.pack(kept("two left", "visits.running_out")).left(2).write();
      base.pack(kept("none left", "visits.running_out")).left(0).write();
      base.pack(kept("ended package")).left(1).is("ENDED").write();
      base.pack(kept("over yesterday")).left(1).until(date.minusDays(1)).write();
      base.pack(kept("over today", "visits.running_out")).left(1).until(date).write();
      base.birth(kept("birthday", "client.birthday"), date.minusYears(28));
      base.birth(kept("born today"), date);
      base.birth(kept("birthday yesterday"), date.minusYears(28).minusDays(1));
      base.birth(kept("birthday tomorrow"), date.plusDays(1).minusYears(31));
      long one = kept("one", "client.duplicate");
      base.phone(one, "+79161230001");
      base.phone(kept("the same one"), "+79161230001");
    }

    /** Who came yesterday is awake, and not told asleep again. */
    void returns() {
      long back =
          names.entrySet().stream()
              .filter(entry -> entry.getValue().equals("31 days"))
              .findFirst()
              .orElseThrow()
              .getKey();
      base.visitedAt(back, date.atTime(23, 30));
      base.active(back, date);
      base.night("sleeping", date.plusDays(1));
      assertThat(base.told("client.awake")).containsExactly(back);
      assertThat(base.standing(back, "sleeping_since")).isNull();
    }
  }
}
