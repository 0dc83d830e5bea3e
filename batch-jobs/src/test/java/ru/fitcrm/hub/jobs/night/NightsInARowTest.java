package ru.fitcrm.hub.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.jobs.night.NaiveHistory.Booked;
import ru.fitcrm.hub.jobs.night.NaiveHistory.Deal;
import ru.fitcrm.hub.jobs.night.NaiveHistory.Money;
import ru.fitcrm.hub.jobs.night.NaiveHistory.Person;

/**
 * For random histories, several nights with days between on which people come, pay, book, freeze
 * and leave: what all jobs have told after each night, and how people stand, is what somebody
 * writes down who goes through them one by one.
 */
class NightsInARowTest {

  private static final List<String> JOBS =
      List.of(
          "expiring",
          "debts",
          "sleeping",
          "lost",
          "losing",
          "visits-ending",
          "birthdays",
          "duplicates",
          "overdue-digest");

  private static final List<String> ZONES =
      List.of("Europe/Kaliningrad", "Europe/Moscow", "Asia/Kamchatka", "Europe/Berlin");

  /** Null for whoever did not say. */
  private static final List<@Nullable String> NAMES =
      Arrays.asList(
          "Семёнов Иван",
          "иван семенов",
          "Иван",
          "Семёнов И. П.",
          "Пётр Иванович Семёнов",
          "Анна Семёнова",
          "+7 916 123-00-01",
          null);

  @Test
  void forAFewHistories() {
    histories(3, 5);
  }

  @Test
  @Tag("proof")
  void forManyHistories() {
    histories(40, 15);
  }

  private static void histories(int count, int nights) {
    long seed = Long.getLong("hub.test.seed", System.nanoTime());
    System.out.println("-Dhub.test.seed=" + seed);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < count; i++) {
      try (NightBase base = new NightBase(pick(random, ZONES))) {
        new Life(base, random).live(nights);
      }
    }
  }

  /** One club, in the database and in the head. */
  private static final class Life {

    private static final int PEOPLE = 60;

    private final NightBase base;
    private final RandomGenerator random;
    private final NaiveHistory known = new NaiveHistory();
    private final List<Long> employees = new ArrayList<>();
    private LocalDate date;

    Life(NightBase base, RandomGenerator random) {
      this.base = base;
      this.random = random;
      // Nights of clocks that change, a leap day and the ends of months are among them.
      this.date =
          pick(
                  random,
                  List.of(
                      LocalDate.of(2027, Month.MARCH, 28),
                      LocalDate.of(2027, Month.OCTOBER, 31),
                      LocalDate.of(2028, Month.FEBRUARY, 28),
                      LocalDate.of(2027, Month.FEBRUARY, 28)))
              .minusDays(random.nextInt(3));
    }

    void live(int nights) {
      // Cards would be more for the digest to count than a person can follow.
      base.write("update rule set enabled = false where action = 'CARD'");
      JOBS.forEach(job -> base.night(job, date.minusDays(400)));
      employees.add(base.employee("Первая", "COORDINATOR"));
      employees.add(base.employee("Второй", "TRAINER"));
      for (int i = 0; i < PEOPLE; i++) {
        add();
      }
      for (int night = 0; night < nights; night++) {
        JOBS.forEach(job -> base.night(job, date));
        JOBS.forEach(job -> known.night(job, date));
        compare();
        date = date.plusDays(1 + random.nextInt(3));
        for (int i = 0; i < PEOPLE; i++) {
          change(pick(random, known.people));
        }
      }
    }

    private void compare() {
      assertThat(base.events())
          .as("told until %s in %s", date, base.club.zone())
          .containsExactlyInAnyOrderElementsOf(known.events());
      for (Person person : known.people) {
        assertThat(base.standing(person.id, "sleeping_since"))
            .as("%s asleep on %s", person.id, date)
            .isEqualTo(person.sleepingSince);
        assertThat(base.standing(person.id, "lost_since"))
            .as("%s lost on %s", person.id, date)
            .isEqualTo(person.lostSince);
      }
    }

    private void add() {
      @Nullable String name = NAMES.get(random.nextInt(NAMES.size()));
      Person person = new Person(base.client(name), name);
      known.people.add(person);
      if (random.nextInt(3) > 0) {
        person.birth = date.minusYears(20 + random.nextInt(30)).plusDays(random.nextInt(8) - 1);
        base.birth(person.id, person.birth);
      }
      if (random.nextInt(3) == 0) {
        person.phone = "+7916123000" + random.nextInt(9);
        base.phone(person.id, person.phone);
      }
      for (int i = random.nextInt(8); i > 0; i--) {
        change(person);
      }
    }

    private void change(Person person) {
      switch (random.nextInt(13)) {
        case 0 -> visit(person);
        case 1, 2 -> pay(person);
        case 3, 4 -> sign(person);
        case 5, 6 -> amend(person);
        case 7, 8 -> book(person);
        case 9 -> settle(person);
        case 10 -> card(person);
        case 11 -> archive(person);
        default -> family(person);
      }
    }

    private void visit(Person person) {
      LocalDate on = date.minusDays(pick(random, List.of(1, 1, 5, 6, 7, 8, 29, 30, 31, 32)));
      person.visits.add(on);
      base.visitedAt(person.id, on.atTime(random.nextInt(24), 30));
      active(person, on);
    }

    private void pay(Person person) {
      String kind = pick(random, List.of("PURCHASE", "RECURRING", "DEBT", "REFUND"));
      String status = pick(random, List.of("SUCCEEDED", "SUCCEEDED", "FAILED", "WAITING"));
      LocalDate on = date.minusDays(pick(random, List.of(1, 28, 29, 30, 31, 32, 40)));
      person.payments.add(new Money(kind, status, on));
      base.paid(person.id, kind, status, on);
      if (kind.equals("PURCHASE") && status.equals("SUCCEEDED")) {
        active(person, on);
      }
    }

    private void active(Person person, LocalDate on) {
      LocalDate before = person.active;
      person.active = before == null || before.isBefore(on) ? on : before;
      base.active(person.id, person.active);
    }

    private void sign(Person person) {
      String kind = pick(random, List.of("FIXED_TERM", "FIXED_TERM", "RECURRING", "PACKAGE"));
      LocalDate ends = date.plusDays(random.nextInt(14) - 2);
      int left = random.nextInt(5);
      int debt = random.nextBoolean() ? 0 : 500;
      NightBase.Term term =
          switch (kind) {
            case "FIXED_TERM" -> base.membership(person.id).fixed(ends);
            case "RECURRING" -> base.membership(person.id).recurring(ends, debt);
            default -> base.pack(person.id).left(left).until(ends);
          };
      Deal deal = new Deal(term.write(), kind, ends);
      deal.left = left;
      deal.debt = debt;
      person.deals.add(deal);
    }

    private void amend(Person person) {
      if (person.deals.isEmpty()) {
        return;
      }
      Deal deal = pick(random, person.deals);
      deal.status = pick(random, List.of("ACTIVE", "ACTIVE", "FROZEN", "ENDED", "TERMINATED"));
      deal.date = deal.date.plusDays(random.nextInt(5));
      deal.left = Math.max(0, deal.left - 1);
      deal.debt = random.nextBoolean() ? 0 : 300;
      String column = deal.kind.equals("RECURRING") ? "terminates_on" : "ends_on";
      base.write(
          "update contract set status = ?, " + column + " = ?, debt = ? where id = ?",
          deal.status,
          deal.date,
          deal.debt,
          deal.id);
      if (deal.kind.equals("PACKAGE")) {
        base.write("update contract set visits_left = ? where id = ?", deal.left, deal.id);
      }
    }

    /** One a day at most: which of two was first is nobody's rule. */
    private void book(Person person) {
      LocalDate on = date.plusDays(random.nextInt(12) - 7);
      if (person.bookings.stream().noneMatch(one -> one.on.equals(on))) {
        String status =
            on.isBefore(date)
                ? pick(random, List.of("MISSED", "MISSED", "ATTENDED", "CANCELLED"))
                : pick(random, List.of("PLANNED", "CONFIRMED", "CANCELLED"));
        long id = base.bookedAt(person.id, status, on.atTime(random.nextInt(24), 30));
        person.bookings.add(new Booked(id, on, status));
      }
    }

    private void settle(Person person) {
      for (Booked booked : person.bookings) {
        if (booked.on.isBefore(date)
            && (booked.status.equals("PLANNED") || booked.status.equals("CONFIRMED"))) {
          booked.status = pick(random, List.of("MISSED", "MISSED", "ATTENDED"));
          base.write("update booking set status = ? where id = ?", booked.status, booked.id);
        }
      }
    }

    private void card(Person person) {
      if (person.card) {
        base.closeCards(person.id);
        person.card = false;
      } else {
        @Nullable LocalDate due =
            random.nextInt(4) == 0 ? null : date.plusDays(random.nextInt(6) - 2);
        @Nullable Long who = random.nextInt(3) == 0 ? null : pick(random, employees);
        base.card(person.id, due, who);
        person.card = true;
        person.cardDueOn = due;
        person.responsible = who;
      }
    }

    private void archive(Person person) {
      if (person.archived) {
        base.write(
            "update client set archived_at = null, archive_reason = null where id = ?", person.id);
      } else {
        base.archive(person.id);
      }
      person.archived = !person.archived;
    }

    private void family(Person person) {
      Person parent = pick(random, known.people);
      if (parent != person && parent.parent == null && isNoParent(person)) {
        person.parent = parent.id;
        base.write("update client set family_parent_id = ? where id = ?", parent.id, person.id);
      }
    }

    private boolean isNoParent(Person person) {
      return known.people.stream().noneMatch(one -> Long.valueOf(person.id).equals(one.parent));
    }
  }

  private static <T> T pick(RandomGenerator random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
