package ru.fitcrm.hub.core.call;

import org.jspecify.annotations.Nullable;

/**
 * A call to begin.
 *
 * @param phone of the client, any spelling
 * @param extension of the employee's phone; this or {@code employeeId}
 * @param connectionId through which PBX, needed only where the club has several
 */
public record CallWish(
    @Nullable String phone,
    @Nullable String extension,
    @Nullable Long employeeId,
    @Nullable Long connectionId) {

  /** Without the number, so that it reaches no log. */
  @Override
  public String toString() {
    return "CallWish[extension " + extension + ", employee " + employeeId + "]";
  }
}
