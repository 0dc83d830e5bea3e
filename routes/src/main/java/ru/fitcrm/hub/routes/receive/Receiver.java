package ru.fitcrm.hub.routes.receive;

import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.Reply;

/** Who receives at one public address. */
public interface Receiver {

  /** Whether the connection is switched on; if not, senders are told to come back. */
  boolean isOpen();

  /** The largest body taken, in bytes. */
  int maxBytes();

  /**
   * Writes a request down, applies it if that takes no longer than four seconds, and says what the
   * sender is to be answered. Once this returns, what was kept survives whatever comes.
   */
  Reply receive(InRequest request);
}
