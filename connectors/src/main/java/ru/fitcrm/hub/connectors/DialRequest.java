package ru.fitcrm.hub.connectors;

import java.util.UUID;
import java.util.regex.Pattern;
import ru.fitcrm.hub.core.call.CallOut;

/**
 * Rings an employee's phone and, once it is taken, dials a client.
 *
 * @param id of the call, {@value #PREFIX} and a UUID: the same id again rings no second time while
 *     the first call lives. Snapshots of the call carry it as {@code actionId}
 * @param extension of the employee's phone, for example {@code 101}
 * @param number of the client, E.164: {@code +79161234567}
 */
public record DialRequest(String id, String extension, String number) {

  /** Every id begins so. */
  public static final String PREFIX = CallOut.ID_PREFIX;

  private static final Pattern ID = Pattern.compile(PREFIX + "[0-9A-Za-z-]{1,64}");
  private static final Pattern EXTENSION = Pattern.compile("[0-9A-Za-z_.-]{1,40}");
  private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{5,15}");

  /**
   * @throws IllegalArgumentException naming the field that is not as described
   */
  public DialRequest {
    require(ID, id, "id", "begin it with " + PREFIX);
    require(EXTENSION, extension, "extension", "give letters, digits, '_', '.', '-' only");
    require(NUMBER, number, "number", "give it as + and 5 to 15 digits");
  }

  /** A call of its own. */
  public static DialRequest of(String extension, String number) {
    return new DialRequest(PREFIX + UUID.randomUUID(), extension, number);
  }

  private static void require(Pattern shape, String value, String field, String fix) {
    if (!shape.matcher(value).matches()) {
      throw new IllegalArgumentException(field + " cannot be dialled with: " + fix);
    }
  }

  /** Without the number, so that it reaches no log. */
  @Override
  public String toString() {
    return "DialRequest[" + id + ", extension " + extension + "]";
  }
}
