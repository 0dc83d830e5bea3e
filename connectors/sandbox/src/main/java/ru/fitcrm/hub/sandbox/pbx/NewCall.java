package ru.fitcrm.hub.sandbox.pbx;

import org.jspecify.annotations.Nullable;

/**
 * Who calls when a recording is played as a new call. Ids are given at play time.
 *
 * @param callerNumber the client's number as the provider sends it, for example {@code
 *     +79161234567} or {@code anonymous}; in a recording of an outgoing call the number called
 * @param callerName the client's name, null when the provider sends none
 * @param did the club's number, null to leave the recorded one
 */
public record NewCall(String callerNumber, @Nullable String callerName, @Nullable String did) {

  public NewCall {
    if (callerNumber.isBlank()) {
      throw new IllegalArgumentException(
          "callerNumber is empty: give a number, or 'anonymous' for a withheld one");
    }
  }
}
