package ru.fitcrm.hub.jobs.night;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the night as one would say them, person by person, with the limits a club starts
 * with. What the jobs find is compared with it.
 */
final class NaiveNight {

  private NaiveNight() {}

  record Person(
      boolean archived,
      @Nullable LocalDate birth,
      List<Term> contracts,
      List<Money> payments,
      List<LocalDate> visits,
      List<Booked> bookings,
      @Nullable LocalDate cardDueOn) {

    boolean has(String status) {
      return contracts.stream().anyMatch(contract -> contract.status().equals(status));
    }
  }

  /** A contract; {@code date} ends a fixed-term one or a package, terminates a recurring one. */
  record Term(String kind, LocalDate date, String status, int debt, int visitsLeft) {

    boolean runs(LocalDate on) {
      return status.equals("ACTIVE") && (kind.equals("RECURRING") || !date.isBefore(on));
    }

    boolean counts() {
      return status.equals("ACTIVE") || status.equals("FROZEN");
    }
  }

  record Money(String kind, String status, LocalDate on) {}

  record Booked(String status, LocalDate on) {}

  static Set<Integer> expiring(List<Person> people, LocalDate date) {
    return who(
        people,
        person ->
            person.contracts().stream()
                .anyMatch(
                    contract ->
                        contract.kind().equals("FIXED_TERM")
                            && contract.counts()
                            && contract.date().equals(date.plusDays(1))));
  }

  static Set<Integer> debts(List<Person> people, LocalDate date) {
    return who(
        people,
        person ->
            person.contracts().stream()
                .anyMatch(
                    contract ->
                        contract.kind().equals("RECURRING")
                            && contract.counts()
                            && contract.debt() > 0
                            && contract.date().isAfter(date)
                            && !contract.date().isAfter(date.plusDays(10))));
  }

  static Set<Integer> sleeping(List<Person> people, LocalDate date) {
    return who(
        people,
        person -> {
          LocalDate last = lastActivity(person);
          return person.contracts().stream().anyMatch(contract -> contract.runs(date))
              && !person.has("FROZEN")
              && person.payments().stream()
                  .anyMatch(
                      paid ->
                          paid.status().equals("SUCCEEDED")
                              && Set.of("PURCHASE", "RECURRING").contains(paid.kind()))
              && last != null
              && !last.plusDays(31).isAfter(date);
        });
  }

  /** A visit or a purchase; of whom neither is known, the first money that came. */
  static @Nullable LocalDate lastActivity(Person person) {
    List<LocalDate> moves = new ArrayList<>(person.visits());
    person.payments().stream()
        .filter(paid -> paid.kind().equals("PURCHASE") && paid.status().equals("SUCCEEDED"))
        .forEach(paid -> moves.add(paid.on()));
    return moves.stream()
        .max(Comparator.naturalOrder())
        .or(
            () ->
                person.payments().stream()
                    .filter(paid -> paid.status().equals("SUCCEEDED"))
                    .map(Money::on)
                    .min(Comparator.naturalOrder()))
        .orElse(null);
  }

  static Set<Integer> lost(List<Person> people, LocalDate date) {
    return who(
        people,
        person ->
            person.visits().stream().noneMatch(visit -> visit.plusDays(7).isAfter(date))
                && person.contracts().stream().noneMatch(contract -> contract.runs(date))
                && person.bookings().stream()
                    .noneMatch(
                        booking ->
                            Set.of("PLANNED", "CONFIRMED").contains(booking.status())
                                && !booking.on().isBefore(date))
                && (person.cardDueOn() == null || !person.cardDueOn().isAfter(date)));
  }

  static Set<Integer> losing(List<Person> people, LocalDate date) {
    return who(
        people,
        person -> {
          List<Booked> took =
              person.bookings().stream()
                  .filter(booking -> Set.of("ATTENDED", "MISSED").contains(booking.status()))
                  .filter(booking -> booking.on().isBefore(date))
                  .sorted(Comparator.comparing(Booked::on).reversed())
                  .toList();
          long row = took.stream().takeWhile(booking -> booking.status().equals("MISSED")).count();
          return row >= 3 && !person.has("FROZEN");
        });
  }

  static Set<Integer> visitsEnding(List<Person> people, LocalDate date) {
    return who(
        people,
        person ->
            person.contracts().stream()
                .anyMatch(
                    contract ->
                        contract.kind().equals("PACKAGE")
                            && contract.status().equals("ACTIVE")
                            && contract.visitsLeft() <= 2
                            && !contract.date().isBefore(date)));
  }

  static Set<Integer> birthdays(List<Person> people, LocalDate date) {
    return who(
        people,
        person -> {
          LocalDate birth = person.birth();
          // withYear puts the 29th of February on the 28th in common years.
          return birth != null && birth.withYear(date.getYear()).equals(date);
        });
  }

  private interface Rule {
    boolean holds(Person person);
  }

  private static Set<Integer> who(List<Person> people, Rule rule) {
    Set<Integer> found = new TreeSet<>();
    for (int i = 0; i < people.size(); i++) {
      Person person = Objects.requireNonNull(people.get(i));
      if (!person.archived() && rule.holds(person)) {
        found.add(i);
      }
    }
    return found;
  }
}
