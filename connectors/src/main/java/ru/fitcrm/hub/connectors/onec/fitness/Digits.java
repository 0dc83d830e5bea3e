package ru.fitcrm.hub.connectors.onec.fitness;

/** A phone as 1C:Fitness takes it: digits only, Russian ones 11 of them from 7 on. */
final class Digits {

  private static final int WHOLE = 11;

  private Digits() {}

  /**
   * @param phone in any spelling, E.164 among them
   */
  static String of(String phone) {
    String digits = phone.replaceAll("\\D", "");
    if (phone.strip().startsWith("+")) {
      return digits;
    }
    if (digits.length() == WHOLE && digits.startsWith("8")) {
      return "7" + digits.substring(1);
    }
    return digits.length() == WHOLE - 1 ? "7" + digits : digits;
  }
}
