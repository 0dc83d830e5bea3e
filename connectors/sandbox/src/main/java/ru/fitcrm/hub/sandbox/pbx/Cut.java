package ru.fitcrm.hub.sandbox.pbx;

/** How a connection ends. */
public enum Cut {
  /** In order: all that was sent arrives, then the end of the stream. */
  FIN,
  /** Abruptly: what the client has not read yet may be lost. */
  RST
}
