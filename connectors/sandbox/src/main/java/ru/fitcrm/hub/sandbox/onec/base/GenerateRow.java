package ru.fitcrm.hub.sandbox.onec.base;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Makes the n-th row of a kind out of nothing but seed and number: a million cost no memory. */
final class GenerateRow {

  private static final int EMPLOYEES = 8;
  private static final int SHIFT_DAYS = 14;
  private static final long FIRST_VERSION = 1;
  private static final List<String> BRANCHES = List.of("Центральный", "Северный");
  private static final List<String> LESSONS =
      List.of("Йога", "Пилатес", "Персональная тренировка", "Сайкл", "Аквааэробика");

  private final long clients;
  private final Dice dice;
  private final LocalDate today;

  GenerateRow(long clients, long seed, LocalDate today) {
    this.clients = clients;
    this.dice = new Dice(seed);
    this.today = today;
  }

  long clients() {
    return clients;
  }

  long count(Row.Kind kind) {
    return switch (kind) {
      case CLIENT -> clients;
      case CONTRACT -> Share.CONTRACTS.before(clients);
      case PAYMENT -> Share.PAYMENTS.before(clients);
      case VISIT -> Share.VISITS.before(clients);
      case BOOKING -> Share.BOOKINGS.before(clients);
      case SHIFT -> EMPLOYEES * SHIFT_DAYS;
    };
  }

  Row row(Ref ref) {
    long number = ref.number();
    return switch (ref.kind()) {
      case CLIENT -> client(ref.toString(), number);
      case CONTRACT -> contract(ref.toString(), number, Share.CONTRACTS.owner(number));
      case PAYMENT -> payment(ref.toString(), number, Share.PAYMENTS.owner(number));
      case VISIT -> visit(ref.toString(), number, Share.VISITS.owner(number));
      case BOOKING -> booking(ref.toString(), number, Share.BOOKINGS.owner(number));
      case SHIFT -> shift(ref.toString(), number);
    };
  }

  private Row.Client client(String ref, long n) {
    return new Row.Client(
        ref,
        FIRST_VERSION,
        dice.roll(n, 10, 200) == 0,
        RussianNames.of(dice, n),
        List.of(Numbers.of(n)),
        n % 4 == 0 ? "client" + n + "@example.ru" : null,
        n % 7 == 0 ? null : LocalDate.of(1955, 1, 1).plusDays(dice.roll(n, 11, 18_000)),
        dice.pick(n, 12, BRANCHES));
  }

  private Row.Contract contract(String ref, long n, long owner) {
    String clientRef = clientRef(owner);
    LocalDate starts = today.minusDays(dice.roll(n, 20, 700));
    LocalDateTime created = starts.minusDays(dice.roll(n, 21, 5)).atTime(hour(n), 15);
    return switch (dice.roll(n, 22, 10)) {
      case 0, 1 -> visitPackage(ref, n, clientRef, starts, created);
      case 2, 3, 4 -> recurring(ref, n, clientRef, starts, created);
      default -> fixedTerm(ref, n, clientRef, starts, created);
    };
  }

  private Row.Contract fixedTerm(
      String ref, long n, String client, LocalDate starts, LocalDateTime created) {
    int months = dice.pick(n, 23, List.of(1, 3, 6, 12));
    LocalDate ends = starts.plusMonths(months);
    boolean frozen = dice.roll(n, 24, 20) == 0;
    return new Row.Contract(
        ref,
        FIRST_VERSION,
        false,
        client,
        "MEMBERSHIP",
        "FIXED_TERM",
        "Безлимит, месяцев: " + months,
        ends.isBefore(today) ? "ENDED" : frozen ? "FROZEN" : "ACTIVE",
        starts,
        ends,
        null,
        null,
        BigDecimal.valueOf(4_900L * months),
        BigDecimal.ZERO,
        null,
        null,
        created);
  }

  private Row.Contract recurring(
      String ref, long n, String client, LocalDate starts, LocalDateTime created) {
    boolean owes = dice.roll(n, 25, 20) == 0;
    return new Row.Contract(
        ref,
        FIRST_VERSION,
        false,
        client,
        "MEMBERSHIP",
        "RECURRING",
        "Клубная подписка",
        "ACTIVE",
        starts,
        null,
        owes ? today.plusDays(dice.roll(n, 26, 15)) : null,
        today.plusDays(1 + dice.roll(n, 27, 30)),
        new BigDecimal("2490.50"),
        owes ? new BigDecimal("2490.50") : BigDecimal.ZERO,
        null,
        null,
        created);
  }

  private Row.Contract visitPackage(
      String ref, long n, String client, LocalDate starts, LocalDateTime created) {
    int left = dice.roll(n, 28, 11);
    return new Row.Contract(
        ref,
        FIRST_VERSION,
        false,
        client,
        "PACKAGE",
        null,
        "10 персональных тренировок",
        left == 0 ? "ENDED" : "ACTIVE",
        starts,
        starts.plusDays(365),
        null,
        null,
        BigDecimal.valueOf(25_000),
        BigDecimal.ZERO,
        10,
        left,
        created);
  }

  /**
   * Each contract is paid when it is made; what is paid more is a half of its price, or a month.
   */
  private Row.Payment payment(String ref, long n, long owner) {
    int contracts = Share.CONTRACTS.of(owner);
    int nth = (int) (n - Share.PAYMENTS.before(owner));
    boolean again = nth >= contracts;
    long paid = Share.CONTRACTS.before(owner) + nth % contracts;
    Row.Contract contract = contract(new Ref(Row.Kind.CONTRACT, paid).toString(), paid, owner);
    boolean monthly = "RECURRING".equals(contract.term());
    boolean halves = !monthly && nth % contracts == 0 && Share.PAYMENTS.of(owner) > contracts;
    return new Row.Payment(
        ref,
        FIRST_VERSION,
        false,
        clientRef(owner),
        contract.ref(),
        monthly ? "RECURRING" : "PURCHASE",
        halves ? contract.price().divide(BigDecimal.TWO) : contract.price(),
        monthly && again && dice.roll(n, 31, 5) == 0 ? "FAILED" : "SUCCEEDED",
        paidAt(n, contract.createdAt(), again ? monthly ? 300 : 14 : 0),
        "TR-" + n);
  }

  private LocalDateTime paidAt(long n, LocalDateTime made, int daysLater) {
    LocalDateTime at = made.plusDays(daysLater == 0 ? 0 : 1 + dice.roll(n, 30, daysLater));
    return at.toLocalDate().isBefore(today) ? at.plusMinutes(dice.roll(n, 32, 40)) : past(n, 3);
  }

  private Row.Visit visit(String ref, long n, long owner) {
    return new Row.Visit(ref, FIRST_VERSION, false, clientRef(owner), past(n, 400));
  }

  private Row.Booking booking(String ref, long n, long owner) {
    boolean ahead = dice.roll(n, 40, 2) == 0;
    String over = dice.pick(n, 41, List.of("ATTENDED", "ATTENDED", "MISSED", "CANCELLED"));
    return new Row.Booking(
        ref,
        FIRST_VERSION,
        false,
        clientRef(owner),
        ahead ? today.plusDays(1 + dice.roll(n, 42, 14)).atTime(hour(n), 0) : past(n, 60),
        dice.pick(n, 43, LESSONS),
        ahead ? "PLANNED" : over,
        !ahead && over.equals("CANCELLED") ? "Заболел" : null);
  }

  private Row.Shift shift(String ref, long n) {
    LocalDate day = today.plusDays(n / EMPLOYEES);
    int begins = n % 2 == 0 ? 8 : 15;
    return new Row.Shift(
        ref,
        FIRST_VERSION,
        false,
        "employee-" + n % EMPLOYEES,
        day.atTime(begins, 0),
        day.atTime(begins + 7, 0));
  }

  private static String clientRef(long client) {
    return new Ref(Row.Kind.CLIENT, client).toString();
  }

  private LocalDateTime past(long n, int days) {
    return today
        .minusDays(1 + dice.roll(n, 50, days))
        .atTime(hour(n), dice.roll(n, 51, 60), dice.roll(n, 52, 60));
  }

  private int hour(long n) {
    return 7 + dice.roll(n, 53, 15);
  }
}
