package ru.fitcrm.hub.core.sync;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.connection.ConnectionId;

/**
 * Brings one client up to date on demand: asks the system outside any transaction, and takes what
 * it tells.
 */
public final class RefreshPerson {

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final ApplyPacket packets;

  RefreshPerson(ClubGate gate, JdbcClient jdbc, ApplyPacket packets) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.packets = packets;
  }

  /** What it came to. */
  public sealed interface Refreshed {

    record Told(Applied applied) implements Refreshed {}

    /** The system knows no such person. */
    record Nobody() implements Refreshed {}

    record Not(ClubSystem.Trouble trouble) implements Refreshed {}
  }

  /**
   * Reads a client again.
   *
   * @param system open; the caller closes it
   */
  public Refreshed refresh(ClubId club, ConnectionId connection, ClubSystem system, long client) {
    KnownPerson person =
        gate.inClub(club, () -> WalkPeople.one(jdbc, connection.value(), client).orElse(null));
    if (person == null || (person.ref() == null && person.phone() == null)) {
      return new Refreshed.Nobody();
    }
    return switch (system.readPerson(person.ref(), person.phone())) {
      case ClubSystem.Reading.Page page ->
          new Refreshed.Told(
              gate.inClub(
                  club, () -> packets.apply(connection, page.packet(), Hearing.CATCHING_UP)));
      case ClubSystem.Reading.Nobody nobody -> new Refreshed.Nobody();
      case ClubSystem.Reading.Not not -> new Refreshed.Not(not.trouble());
    };
  }
}
