package ru.fitcrm.hub.connectors.onec.soap;

import jakarta.xml.ws.BindingProvider;
import java.net.URL;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.ConnectionType;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import ru.fitcrm.exchange.HubExchange;
import ru.fitcrm.exchange.HubExchangePortType;
import ru.fitcrm.hub.connectors.http.TrustedCertificate;

/** Makes the client of one connection. It takes a moment: once, and for all calls. */
final class MakeClient {

  private static final long CONNECT_MILLIS = 10_000;
  private static final String NAMESPACE = "http://fitcrm.ru/hub-exchange/1.0";

  private final Bus bus;
  private final long answerCap;

  /**
   * @param answerCap bytes after which an answer is given up
   */
  MakeClient(Bus bus, long answerCap) {
    this.bus = bus;
    this.answerCap = answerCap;
  }

  /**
   * @throws CertificateException if the trusted certificate cannot be read
   */
  HubExchangePortType of(OnecSoapSettings settings) throws CertificateException {
    JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
    factory.setBus(bus);
    factory.setServiceClass(HubExchangePortType.class);
    factory.setWsdlURL(wsdl().toExternalForm());
    factory.setServiceName(new QName(NAMESPACE, "HubExchange"));
    boolean newer = settings.soapVersion().equals("1.2");
    factory.setEndpointName(new QName(NAMESPACE, newer ? "HubExchangeSoap12" : "HubExchangeSoap"));
    HubExchangePortType port = factory.create(HubExchangePortType.class);
    describeRequests(((BindingProvider) port).getRequestContext(), settings);
    Client client = ClientProxy.getClient(port);
    describeAnswers(client, settings);
    describeTransport((HTTPConduit) client.getConduit(), settings);
    return port;
  }

  /** From the jar: a 1C shows its own only behind the login, which CXF does not give there. */
  private static URL wsdl() {
    return Objects.requireNonNull(HubExchange.WSDL_LOCATION, "hub-exchange.wsdl is not in the jar");
  }

  private static void describeRequests(Map<String, Object> context, OnecSoapSettings settings) {
    context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, settings.endpoint());
    context.put(BindingProvider.USERNAME_PROPERTY, settings.username());
    context.put(BindingProvider.PASSWORD_PROPERTY, settings.password());
    // Error pages come to OpenAnswer with their text instead of a bare status.
    context.put(HTTPConduit.NO_IO_EXCEPTIONS, true);
    // A field more than the contract has is no error.
    context.put("set-jaxb-validation-event-handler", "false");
  }

  private void describeAnswers(Client client, OnecSoapSettings settings) {
    OpenAnswer open = new OpenAnswer(answerCap, Duration.ofSeconds(settings.timeoutSeconds()));
    client.getInInterceptors().add(open);
  }

  private static void describeTransport(HTTPConduit conduit, OnecSoapSettings settings)
      throws CertificateException {
    HTTPClientPolicy policy = new HTTPClientPolicy();
    policy.setVersion("1.1");
    policy.setAllowChunking(false);
    policy.setAutoRedirect(false);
    // A connection that was closed meanwhile would lose a lead half-way.
    policy.setConnection(ConnectionType.CLOSE);
    long patience = Duration.ofSeconds(settings.timeoutSeconds()).toMillis();
    policy.setConnectionTimeout(Math.min(patience, CONNECT_MILLIS));
    policy.setReceiveTimeout(patience);
    conduit.setClient(policy);
    if (settings.trustedCertificate() != null) {
      TLSClientParameters tls = new TLSClientParameters();
      tls.setTrustManagers(TrustedCertificate.of(settings.trustedCertificate()));
      conduit.setTlsClientParameters(tls);
    }
  }
}
