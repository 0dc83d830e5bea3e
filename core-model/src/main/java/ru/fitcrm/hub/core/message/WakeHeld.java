package ru.fitcrm.hub.core.message;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.outbox.OutboxSignal;

/**
 * Looks again at what waits for the end of quiet hours, because the clock of hours has been moved:
 * what is still too early is held anew. Opens a gate of its own.
 */
public final class WakeHeld {

  private static final String WAKE =
      """
      update outbox_message o set next_at = now()
        from message m
       where o.state = 'WAITING' and o.kind = 'text' and o.code = 'quiet-hours'
         and m.club_id = o.club_id and m.id = o.message_id and m.state = 'HELD'""";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final OutboxSignal signal;

  WakeHeld(ClubGate gate, JdbcClient jdbc, OutboxSignal signal) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.signal = signal;
  }

  /**
   * @return how many wait no longer
   */
  public int wake() {
    int woken = gate.asPlatform(() -> jdbc.sql(WAKE).update());
    signal.wake();
    return woken;
  }
}
