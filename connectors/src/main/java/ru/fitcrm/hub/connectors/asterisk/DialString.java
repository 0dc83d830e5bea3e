package ru.fitcrm.hub.connectors.asterisk;

import org.jspecify.annotations.Nullable;

/**
 * The number in what Dial was told: {@code 89161234567@trunk}, {@code trunk/89161234567}, {@code
 * trunk/sip:89161234567@provider.example:5060}.
 */
final class DialString {
  private DialString() {}

  /**
   * @param calledNumber what the same event says was called, used when the string has no number
   */
  static @Nullable String number(@Nullable String dialString, @Nullable String calledNumber) {
    if (dialString == null) {
      return calledNumber;
    }
    String number = before('@', dialString.substring(dialString.lastIndexOf('/') + 1));
    number = number.substring(number.indexOf(':') + 1);
    return hasDigit(number) ? number : calledNumber;
  }

  static boolean hasDigit(String text) {
    return text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private static String before(char end, String text) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }
}
