package ru.fitcrm.hub.core.person;

import org.jspecify.annotations.Nullable;

/**
 * What to look for among people; archived ones are found by their phone only.
 *
 * @param phone in E.164, an exact match
 * @param text start of a name's words, or digits of a number
 */
public record ClientQuery(
    @Nullable String phone, @Nullable ClientKind kind, @Nullable String text, boolean archived) {

  public static ClientQuery byPhone(String e164) {
    return new ClientQuery(e164, null, null, false);
  }
}
