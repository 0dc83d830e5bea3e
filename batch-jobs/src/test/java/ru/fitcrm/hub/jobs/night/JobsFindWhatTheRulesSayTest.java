package ru.fitcrm.hub.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.jobs.losing.LosingClients;
import ru.fitcrm.hub.jobs.lost.LostClients;
import ru.fitcrm.hub.jobs.night.NaiveNight.Booked;
import ru.fitcrm.hub.jobs.night.NaiveNight.Money;
import ru.fitcrm.hub.jobs.night.NaiveNight.Person;
import ru.fitcrm.hub.jobs.night.NaiveNight.Term;
import ru.fitcrm.hub.jobs.sleeping.SleepingClients;

/** For random bases, what a job finds by one statement is what the rule says of each person. */
class JobsFindWhatTheRulesSayTest {

  private static final Map<String, BiFunction<List<Person>, LocalDate, Set<Integer>>> RULES =
      Map.of(
          "expiring", NaiveNight::expiring,
          "debts", NaiveNight::debts,
          "sleeping", NaiveNight::sleeping,
          "lost", NaiveNight::lost,
          "losing", NaiveNight::losing,
          "visits-ending", NaiveNight::visitsEnding,
          "birthdays", NaiveNight::birthdays);

  private static final Map<String, String> EVENTS =
      Map.of(
          "expiring", "contract.expiring",
          "debts", "contract.debt",
          "sleeping", "client.sleeping",
          "lost", "client.lost",
          "losing", "client.losing",
          "visits-ending", "visits.running_out",
          "birthdays", "client.birthday");

  private static final Map<String, Report> REPORTS =
      Map.of(
          "sleeping", SleepingClients.report(),
          "lost", LostClients.report(),
          "losing", LosingClients.report());

  private static final List<String> ZONES =
      List.of("Europe/Kaliningrad", "Europe/Moscow", "Asia/Kamchatka", "Europe/Berlin");

  @Test
  void forAFewBases() {
    bases(3);
  }

  @Test
  @Tag("proof")
  void forManyBases() {
    bases(60);
  }

  private static void bases(int count) {
    long seed = Long.getLong("hub.test.seed", System.nanoTime());
    System.out.println("-Dhub.test.seed=" + seed);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < count; i++) {
      try (NightBase base = new NightBase(pick(random, ZONES))) {
        check(base, random);
      }
    }
  }

  private static void check(NightBase base, RandomGenerator random) {
    // Nights of clocks that change, a leap day and the ends of months are among them.
    LocalDate date =
        pick(
                random,
                List.of(
                    LocalDate.of(2027, Month.MARCH, 28),
                    LocalDate.of(2027, Month.OCTOBER, 31),
                    LocalDate.of(2027, Month.FEBRUARY, 28),
                    LocalDate.of(2028, Month.FEBRUARY, 29),
                    LocalDate.of(2027, Month.DECEMBER, 31)))
            .plusDays(random.nextInt(3) - 1);
    RULES.keySet().forEach(job -> base.night(job, date.minusDays(400)));
    List<Person> people = IntStream.range(0, 150).mapToObj(i -> person(random, date)).toList();
    List<Long> ids = people.stream().map(person -> write(base, person)).toList();
    RULES.forEach(
        (job, rule) -> {
          base.night(job, date);
          Set<Long> expected = new TreeSet<>();
          rule.apply(people, date).forEach(i -> expected.add(ids.get(i)));
          assertThat(new TreeSet<>(base.told(EVENTS.getOrDefault(job, job))))
              .as("%s of %s in %s", job, date, base.club.zone())
              .isEqualTo(expected);
          Report report = REPORTS.get(job);
          if (report != null) {
            assertThat(new TreeSet<>(base.reported(report, date)))
                .as("report %s of %s in %s", job, date, base.club.zone())
                .isEqualTo(expected);
          }
        });
  }

  private static long write(NightBase base, Person person) {
    long id = base.client("Клиент");
    LocalDate birth = person.birth();
    if (birth != null) {
      base.birth(id, birth);
    }
    for (Term contract : person.contracts()) {
      NightBase.Term term =
          switch (contract.kind()) {
            case "FIXED_TERM" -> base.membership(id).fixed(contract.date());
            case "RECURRING" -> base.membership(id).recurring(contract.date(), contract.debt());
            default -> base.pack(id).left(contract.visitsLeft()).until(contract.date());
          };
      long unused = term.is(contract.status()).write();
    }
    person.payments().forEach(paid -> base.paid(id, paid.kind(), paid.status(), paid.on()));
    person.visits().forEach(visit -> base.visited(id, visit));
    person.bookings().forEach(booking -> base.booked(id, booking.status(), booking.on()));
    if (person.cardDueOn() != null) {
      base.card(id, person.cardDueOn());
    }
    moves(person).max(Comparator.naturalOrder()).ifPresent(last -> base.active(id, last));
    if (person.archived()) {
      base.archive(id);
    }
    return id;
  }

  private static java.util.stream.Stream<LocalDate> moves(Person person) {
    return java.util.stream.Stream.concat(
        person.visits().stream(),
        person.payments().stream()
            .filter(paid -> paid.kind().equals("PURCHASE") && paid.status().equals("SUCCEEDED"))
            .map(Money::on));
  }

  private static Person person(RandomGenerator random, LocalDate date) {
    List<Term> contracts = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      contracts.add(
          new Term(
              pick(random, List.of("FIXED_TERM", "RECURRING", "PACKAGE")),
              date.plusDays(random.nextInt(16) - 3),
              pick(random, List.of("ACTIVE", "ACTIVE", "FROZEN", "ENDED", "TERMINATED")),
              random.nextBoolean() ? 0 : 500,
              random.nextInt(5)));
    }
    List<Money> payments = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      payments.add(
          new Money(
              pick(random, List.of("PURCHASE", "RECURRING", "DEBT", "REFUND")),
              pick(random, List.of("SUCCEEDED", "SUCCEEDED", "FAILED", "WAITING")),
              date.minusDays(28 + random.nextInt(8))));
    }
    List<LocalDate> visits = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      visits.add(date.minusDays(pick(random, List.of(1, 5, 6, 7, 8, 29, 30, 31, 32, 60))));
    }
    List<Booked> bookings = new ArrayList<>();
    int first = random.nextInt(20) - 12;
    for (int i = random.nextInt(6); i > 0; i--) {
      LocalDate on = date.plusDays(first + i);
      bookings.add(
          new Booked(
              on.isBefore(date)
                  ? pick(random, List.of("MISSED", "MISSED", "MISSED", "ATTENDED", "CANCELLED"))
                  : pick(random, List.of("PLANNED", "CONFIRMED", "CANCELLED")),
              on));
    }
    return new Person(
        random.nextInt(10) == 0,
        random.nextInt(4) == 0 ? null : birth(random, date),
        contracts,
        payments,
        visits,
        bookings,
        card(random, date));
  }

  private static LocalDate birth(RandomGenerator random, LocalDate date) {
    return random.nextInt(5) == 0
        ? LocalDate.of(1992, Month.FEBRUARY, 29)
        : date.minusYears(20 + random.nextInt(40)).plusDays(random.nextInt(3) - 1);
  }

  private static @Nullable LocalDate card(RandomGenerator random, LocalDate date) {
    return random.nextInt(3) == 0 ? date.plusDays(random.nextInt(4) - 1) : null;
  }

  private static <T> T pick(RandomGenerator random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
