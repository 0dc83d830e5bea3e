package ru.fitcrm.hub.core.sync;

import ru.fitcrm.hub.core.club.Club;

/** Knows what the system took by what it will tell. */
public final class HashShift {

  private HashShift() {}

  /** The hash of work hours as if the system had told them. */
  public static long of(Club club, Packet.Shift shift) {
    try {
      return new ReadRow(club).shift(shift).hash();
    } catch (BadCell e) {
      throw new IllegalStateException("What the hub gave the system, it cannot read itself", e);
    }
  }
}
