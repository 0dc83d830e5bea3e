package ru.fitcrm.hub.core.person;

import org.jspecify.annotations.Nullable;

/**
 * What to look for among people; archived ones are found by their phone only.
 *
 * @param phone in E.164, an exact match
 * @param text start of a name's words, or digits of a number
 * @param byDigits whether the text may be digits of a number: not for those who see numbers masked,
 *     unless they know the whole of it
 */
public record ClientQuery(
    @Nullable String phone,
    @Nullable ClientKind kind,
    @Nullable String text,
    boolean archived,
    boolean byDigits) {

  public ClientQuery(
      @Nullable String phone, @Nullable ClientKind kind, @Nullable String text, boolean archived) {
    this(phone, kind, text, archived, true);
  }

  public static ClientQuery byPhone(String e164) {
    return new ClientQuery(e164, null, null, false);
  }
}
