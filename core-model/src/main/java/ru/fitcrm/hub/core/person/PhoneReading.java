package ru.fitcrm.hub.core.person;

import org.jspecify.annotations.Nullable;

/** What a written number turned out to be. */
public sealed interface PhoneReading {

  /**
   * @param e164 for example {@code +79161234567}
   * @param region where the number lives, two letters: a Kazakh number written with 8 is KZ
   * @param takesMessages false for fixed lines and toll-free numbers
   * @param extension digits after the number, if any
   */
  record Valid(String e164, String region, boolean takesMessages, @Nullable String extension)
      implements PhoneReading {}

  /** The caller hid the number, or there is none in the text. */
  record Withheld() implements PhoneReading {}

  /** Has digits, but no such number exists: a service code, a typing error. */
  record Unreadable(String text) implements PhoneReading {}

  /** The number in E.164, null unless valid. */
  default @Nullable String e164OrNull() {
    return this instanceof Valid valid ? valid.e164() : null;
  }
}
