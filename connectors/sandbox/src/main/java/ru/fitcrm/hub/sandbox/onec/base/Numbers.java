package ru.fitcrm.hub.sandbox.onec.base;

import java.util.Optional;

/**
 * Clients' mobile numbers: everybody's own, the number tells whose it is. Every fiftieth client
 * shares the number of the one before: a family. Spelled as people at a desk spell them.
 */
final class Numbers {

  private static final long ALL = 1_000_000_000L;
  private static final long STEP = 387_420_489L;
  private static final long STEP_BACK =
      java.math.BigInteger.valueOf(STEP)
          .modInverse(java.math.BigInteger.valueOf(ALL))
          .longValueExact();
  private static final int FAMILY = 50;

  private Numbers() {}

  static String of(long client) {
    long owner = client % FAMILY == FAMILY - 1 ? client - 1 : client;
    return spell("9%09d".formatted(owner * STEP % ALL), client % 4);
  }

  private static String spell(String ten, long way) {
    return switch ((int) way) {
      case 0 ->
          "+7 (%s) %s-%s-%s"
              .formatted(
                  ten.substring(0, 3), ten.substring(3, 6), ten.substring(6, 8), ten.substring(8));
      case 1 -> "8" + ten;
      case 2 -> "7" + ten;
      default -> ten;
    };
  }

  /** Whose number this is, of the first of a family; in any spelling. */
  static Optional<Long> owner(String phone, long clients) {
    String ten = ten(phone);
    if (ten.length() != 10 || ten.charAt(0) != '9') {
      return Optional.empty();
    }
    long owner = Long.parseLong(ten.substring(1)) * STEP_BACK % ALL;
    return owner < clients ? Optional.of(owner) : Optional.empty();
  }

  /** The last ten digits: the same for all spellings. */
  static String ten(String phone) {
    String digits = phone.replaceAll("\\D", "");
    return digits.substring(Math.max(0, digits.length() - 10));
  }

  static boolean sharesWithTheOneBefore(long client) {
    return client % FAMILY == FAMILY - 1;
  }
}
