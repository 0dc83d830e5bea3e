package ru.fitcrm.hub.core.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls to list; internal ones only when asked for by direction.
 *
 * @param from first moment a call may have started, inclusive
 * @param to exclusive
 * @param phone in E.164
 * @param employeeId who talked or, when nobody did, whose phone rang
 * @param text part of the client's name, or three digits and more of the number
 * @param byDigits whether the text may be digits of the number: not for those who see numbers
 *     masked, unless they know the whole of it
 */
public record CallQuery(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable CallDirection direction,
    @Nullable CallResult result,
    @Nullable Long clientId,
    @Nullable String phone,
    @Nullable Long employeeId,
    @Nullable Long branchId,
    @Nullable String text,
    boolean byDigits) {

  public static final CallQuery ALL = new CallQuery(null, null, null, null, null, null);

  public CallQuery(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable CallDirection direction,
      @Nullable CallResult result,
      @Nullable Long clientId,
      @Nullable String phone) {
    this(from, to, direction, result, clientId, phone, null, null, null, true);
  }

  public static CallQuery ofClient(long clientId) {
    return new CallQuery(null, null, null, null, clientId, null);
  }
}
