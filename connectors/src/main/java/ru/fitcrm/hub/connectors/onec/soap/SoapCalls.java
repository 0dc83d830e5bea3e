package ru.fitcrm.hub.connectors.onec.soap;

import jakarta.xml.ws.WebServiceException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.interceptor.Fault;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.exchange.HubExchangePortType;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.CallsPerBase;
import ru.fitcrm.hub.connectors.onec.Failure;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;

/** Calls of one connection: one client, two at once, and never an exception for what 1C does. */
final class SoapCalls implements AutoCloseable {

  private final OnecSoapSettings settings;
  private final MakeClient makeClient;
  private final CallsPerBase.Gate gate;
  private @Nullable HubExchangePortType port;
  private boolean closed;

  SoapCalls(OnecSoapSettings settings, MakeClient makeClient, CallsPerBase.Gate gate) {
    this.settings = settings;
    this.makeClient = makeClient;
    this.gate = gate;
  }

  /** One operation of the contract. */
  interface Operation<T> {
    @Nullable T ask(HubExchangePortType port);
  }

  <T> Answer<T> ask(Operation<T> operation) {
    return ask(operation, List.of());
  }

  /**
   * @param people what is to be hidden in 1C's own words
   */
  <T> Answer<T> ask(Operation<T> operation, Collection<String> people) {
    return gate.inTurn(
        Duration.ofSeconds(settings.timeoutSeconds()), () -> askNow(operation, people));
  }

  private <T> Answer<T> askNow(Operation<T> operation, Collection<String> people) {
    try {
      return new Answer.Given<>(operation.ask(port()));
    } catch (WebServiceException | Fault e) {
      return new Answer.Failed<>(SoapFailure.of(e, people));
    } catch (CertificateException e) {
      return new Answer.Failed<>(
          Failure.notBegun(Kind.REFUSED, "certificate-unreadable", String.valueOf(e.getMessage())));
    }
  }

  private synchronized HubExchangePortType port() throws CertificateException {
    if (closed) {
      throw new IllegalStateException("This way to 1C is closed");
    }
    HubExchangePortType made = port;
    if (made == null) {
      made = makeClient.of(settings);
      port = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (port != null) {
      ClientProxy.getClient(port).destroy();
      port = null;
    }
  }
}
