package ru.fitcrm.hub.routes.receive;

import java.time.Duration;
import java.util.Optional;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.Reply;

/** Who receives at one public address. */
public interface Receiver {

  /** Whether the connection is switched on; if not, senders are told to come back. */
  boolean isOpen();

  /** How long the sender is to wait, if more comes than one connection may send; else empty. */
  Optional<Duration> pause();

  /** The largest body taken, in bytes. */
  int maxBytes();

  /** Whether senders may use GET: the query is then the body. */
  boolean hearsGet();

  /**
   * Writes a request down, applies it if that takes no longer than four seconds, and says what the
   * sender is to be answered. Once this returns, what was kept survives whatever comes.
   *
   * @throws ru.fitcrm.hub.core.platform.GroupWork.TooMany if so many wait that nothing was kept
   */
  Reply receive(InRequest request);

  /**
   * A description of what is taken here, for programs.
   *
   * @param address this receiver's public address
   * @return empty if there is none
   */
  Optional<Reply> contract(String address);
}
