package ru.fitcrm.hub.connectors.asterisk;

import java.io.IOException;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.util.SocketConnectionFacade;

/** The library's connection, with a socket that bounds what it reads. */
final class PbxConnection extends ManagerConnectionImpl {
  private final AsteriskSettings settings;
  private final LineTimings timings;

  PbxConnection(AsteriskSettings settings, LineTimings timings) {
    this.settings = settings;
    this.timings = timings;
    setHostname(settings.host());
    setPort(settings.port());
    setUsername(settings.username());
    setPassword(settings.password());
    setKeepAliveAfterAuthenticationFailure(false);
    setDefaultResponseTimeout(timings.answer().toMillis());
  }

  @Override
  protected SocketConnectionFacade createSocket() throws IOException {
    return new PbxSocket(settings.host(), settings.port(), timings.connect(), timings.read());
  }
}
