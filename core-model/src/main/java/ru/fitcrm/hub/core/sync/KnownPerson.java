package ru.fitcrm.hub.core.sync;

import org.jspecify.annotations.Nullable;

/**
 * Somebody the hub knows, to be asked for.
 *
 * @param ref the system's id of them, null if the hub knows none
 * @param phone E.164
 */
record KnownPerson(long id, @Nullable String ref, @Nullable String phone) {

  String refOrNone() {
    return ref == null ? "" : ref;
  }

  /** Without the phone, so that it reaches no log. */
  @Override
  public String toString() {
    return "KnownPerson[" + id + "]";
  }
}
