package ru.fitcrm.hub.connectors;

import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;

/** An open way to people's phones. Closing ends its threads and sockets. */
public interface MessageChannel extends AutoCloseable {

  /**
   * Sends a message, once. Takes seconds; called from several threads. What the gateway does is an
   * outcome, never an exception; a lost answer is {@link Outcome.Unknown}, and the gateway is asked
   * later where it {@link #canBeAsked}.
   */
  Outcome send(TextToSend message);

  /** Whether {@link #find} can tell of any message by the hub's own id. */
  default boolean canBeAsked() {
    return false;
  }

  /** Asks what became of an earlier attempt nobody saw the end of; sends nothing. */
  default Traced find(TextToSend message) {
    return new Traced.CannotBeAsked();
  }

  @Override
  void close();
}
