package ru.fitcrm.hub.jobs.night;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A club as one would remember it who writes down by hand, night after night, what the rules say of
 * each person and who was told of already. With the limits a club starts with.
 */
final class NaiveHistory {

  final List<Person> people = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private final List<String> events = new ArrayList<>();

  static final class Person {
    final long id;
    final @Nullable String name;
    final List<Deal> deals = new ArrayList<>();
    final List<Money> payments = new ArrayList<>();
    final List<LocalDate> visits = new ArrayList<>();
    final List<Booked> bookings = new ArrayList<>();
    boolean archived;
    @Nullable LocalDate birth;
    @Nullable LocalDate active;
    @Nullable LocalDate cardDueOn;
    boolean card;
    @Nullable Long responsible;
    @Nullable String phone;
    @Nullable Long parent;
    @Nullable LocalDate sleepingSince;
    @Nullable LocalDate lostSince;

    Person(long id, @Nullable String name) {
      this.id = id;
      this.name = name;
    }

    boolean has(String status) {
      return deals.stream().anyMatch(deal -> deal.status.equals(status));
    }
  }

  /** A contract; {@code date} ends a fixed-term one or a package, terminates a recurring one. */
  static final class Deal {
    final long id;
    final String kind;
    LocalDate date;
    String status = "ACTIVE";
    int debt;
    int left;

    Deal(long id, String kind, LocalDate date) {
      this.id = id;
      this.kind = kind;
      this.date = date;
    }

    boolean runs(LocalDate on) {
      return status.equals("ACTIVE") && (kind.equals("RECURRING") || !date.isBefore(on));
    }

    boolean counts() {
      return status.equals("ACTIVE") || status.equals("FROZEN");
    }
  }

  record Money(String kind, String status, LocalDate on) {}

  static final class Booked {
    final long id;
    final LocalDate on;
    String status;

    Booked(long id, LocalDate on, String status) {
      this.id = id;
      this.on = on;
      this.status = status;
    }
  }

  /** Everything told so far, of a type, of whom: in any order. */
  List<String> events() {
    return events.stream().sorted().toList();
  }

  void night(String job, LocalDate date) {
    List<Person> there = people.stream().filter(person -> !person.archived).toList();
    switch (job) {
      case "expiring" -> there.forEach(person -> expiring(person, date));
      case "debts" -> there.forEach(person -> debts(person, date));
      case "sleeping" -> people.forEach(person -> sleeping(person, date));
      case "lost" -> people.forEach(person -> lost(person, date));
      case "losing" -> there.forEach(person -> losing(person, date));
      case "visits-ending" -> there.forEach(person -> visitsEnding(person, date));
      case "birthdays" -> there.forEach(person -> birthday(person, date));
      case "duplicates" -> duplicates(there);
      case "overdue-digest" -> overdue(date);
      default -> throw new IllegalArgumentException(job);
    }
  }

  private void tell(String type, Object subject, Object... key) {
    if (told.add(type + ":" + subject + ":" + List.of(key))) {
      events.add(type + " " + subject);
    }
  }

  private void expiring(Person person, LocalDate date) {
    for (Deal deal : person.deals) {
      if (deal.kind.equals("FIXED_TERM") && deal.counts() && deal.date.equals(date.plusDays(1))) {
        tell("contract.expiring", person.id, deal.id, deal.date);
      }
    }
  }

  private void debts(Person person, LocalDate date) {
    for (Deal deal : person.deals) {
      boolean soon = deal.date.isAfter(date) && !deal.date.isAfter(date.plusDays(10));
      if (deal.kind.equals("RECURRING") && deal.counts() && deal.debt > 0 && soon) {
        tell("contract.debt", person.id, deal.id, deal.date);
      }
    }
  }

  private void sleeping(Person person, LocalDate date) {
    LocalDate last = lastActivity(person);
    boolean bought =
        person.payments.stream()
            .anyMatch(
                paid ->
                    paid.status().equals("SUCCEEDED")
                        && Set.of("PURCHASE", "RECURRING").contains(paid.kind()));
    boolean asleep =
        !person.archived
            && bought
            && last != null
            && !last.plusDays(31).isAfter(date)
            && person.deals.stream().anyMatch(deal -> deal.runs(date))
            && !person.has("FROZEN");
    LocalDate known = person.sleepingSince;
    if (asleep) {
      person.sleepingSince = Objects.requireNonNull(last).plusDays(31);
      tell("client.sleeping", person.id, person.sleepingSince);
    } else {
      if (known != null && last != null && !last.isBefore(known)) {
        tell("client.awake", person.id, known);
      }
      person.sleepingSince = null;
    }
  }

  private static @Nullable LocalDate lastActivity(Person person) {
    if (person.active != null) {
      return person.active;
    }
    return person.payments.stream()
        .filter(paid -> paid.status().equals("SUCCEEDED"))
        .map(Money::on)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private void lost(Person person, LocalDate date) {
    LocalDate visit = person.visits.stream().max(Comparator.naturalOrder()).orElse(null);
    boolean booked =
        person.bookings.stream()
            .anyMatch(
                one ->
                    Set.of("PLANNED", "CONFIRMED").contains(one.status) && !one.on.isBefore(date));
    boolean later = person.card && person.cardDueOn != null && person.cardDueOn.isAfter(date);
    boolean lost =
        !person.archived
            && (visit == null || !visit.plusDays(7).isAfter(date))
            && person.deals.stream().noneMatch(deal -> deal.runs(date))
            && !booked
            && !later;
    if (!lost) {
      person.lostSince = null;
    } else if (person.lostSince == null) {
      person.lostSince = heldUntil(person, visit, date);
    }
    if (lost) {
      tell("client.lost", person.id, Objects.requireNonNull(person.lostSince));
    }
  }

  /** The first day nothing held them any more, not after this one. */
  private static LocalDate heldUntil(Person person, @Nullable LocalDate visit, LocalDate date) {
    Stream<LocalDate> ends =
        person.deals.stream()
            .filter(deal -> !deal.kind.equals("RECURRING"))
            .map(deal -> deal.date.plusDays(1));
    Stream<LocalDate> plans =
        person.bookings.stream()
            .filter(one -> !one.status.equals("CANCELLED"))
            .map(one -> one.on.plusDays(1));
    Stream<LocalDate> came = Stream.ofNullable(visit).map(on -> on.plusDays(7));
    LocalDate held =
        Stream.of(ends, plans, came)
            .flatMap(one -> one)
            .max(Comparator.naturalOrder())
            .orElse(date);
    return held.isAfter(date) ? date : held;
  }

  private void losing(Person person, LocalDate date) {
    LocalDate attended =
        person.bookings.stream()
            .filter(one -> one.status.equals("ATTENDED"))
            .map(one -> one.on)
            .max(Comparator.naturalOrder())
            .orElse(LocalDate.MIN);
    List<Booked> missed =
        person.bookings.stream()
            .filter(one -> one.status.equals("MISSED") && one.on.isBefore(date))
            .filter(one -> one.on.isAfter(attended))
            .sorted(Comparator.comparing(one -> one.on))
            .toList();
    if (missed.size() >= 3 && !person.has("FROZEN")) {
      tell("client.losing", person.id, missed.get(0).id);
    }
  }

  private void visitsEnding(Person person, LocalDate date) {
    for (Deal deal : person.deals) {
      boolean few = deal.kind.equals("PACKAGE") && deal.left <= 2;
      if (few && deal.status.equals("ACTIVE") && !deal.date.isBefore(date)) {
        tell("visits.running_out", person.id, deal.id);
      }
    }
  }

  private void birthday(Person person, LocalDate date) {
    LocalDate birth = person.birth;
    // withYear puts the 29th of February on the 28th in common years.
    if (birth != null && birth.withYear(date.getYear()).equals(date)) {
      tell("client.birthday", person.id, date.getYear());
    }
  }

  private void duplicates(List<Person> there) {
    for (Person one : there) {
      for (Person other : there) {
        boolean older = one.id < other.id;
        boolean family =
            Objects.equals(one.parent, other.id)
                || Objects.equals(other.parent, one.id)
                || (one.parent != null && one.parent.equals(other.parent));
        boolean others = one.birth != null && other.birth != null && !one.birth.equals(other.birth);
        boolean sameName = NaiveNames.same(one.name, other.name);
        boolean alike =
            (one.phone != null && one.phone.equals(other.phone))
                || (one.birth != null && one.birth.equals(other.birth) && sameName);
        boolean fit = NaiveNames.fit(one.name, other.name);
        if (older && alike && fit && !family && !others) {
          tell("client.duplicate", one.id, other.id);
        }
      }
    }
  }

  private void overdue(LocalDate date) {
    TreeMap<Long, Integer> counts = new TreeMap<>();
    for (Person person : people) {
      if (person.card && person.cardDueOn != null && person.cardDueOn.isBefore(date)) {
        counts.merge(person.responsible == null ? 0 : person.responsible, 1, Integer::sum);
      }
    }
    counts.forEach((who, count) -> tell("tasks.overdue", who + "=" + count, date));
  }
}
