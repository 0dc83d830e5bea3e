package ru.fitcrm.hub.sandbox.onec.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import ru.fitcrm.exchange.HubExchange;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Request;
import ru.fitcrm.hub.sandbox.onec.front.Room;

/**
 * The base's web service at {@code /fitness/ws/hubexchange.1cws}, in SOAP 1.1 and 1.2 at the same
 * address; {@code ?wsdl} gives the contract, behind the login as everything.
 */
public final class WebServiceRoom implements Room {

  private static final String PATH = "/fitness/ws/";
  private static final String FILE = "hubexchange.1cws";
  private static final String NAMESPACE = "http://fitcrm.ru/hub-exchange/1.0";

  private final InHouse soap11;
  private final InHouse soap12;

  public WebServiceRoom(GeneratedBase base, InstantSource clock, ZoneId zone) {
    Bus bus = new ExtensionManagerBus();
    FaultListener quiet = (thrown, description, message) -> false;
    bus.setProperty(FaultListener.class.getName(), quiet);
    PublishedBase published = new PublishedBase(base, clock, zone);
    soap11 = publish(bus, published, "HubExchangeSoap");
    soap12 = publish(bus, published, "HubExchangeSoap12");
  }

  private static InHouse publish(Bus bus, PublishedBase base, String port) {
    InHouse inHouse = new InHouse(bus);
    JaxWsServerFactoryBean server = new JaxWsServerFactoryBean();
    server.setBus(bus);
    server.setServiceBean(base);
    server.setWsdlURL(wsdl().toExternalForm());
    server.setServiceName(new QName(NAMESPACE, "HubExchange"));
    server.setEndpointName(new QName(NAMESPACE, port));
    server.setAddress("in-house:" + port);
    server.setDestinationFactory(inHouse);
    server.create();
    return inHouse;
  }

  private static URL wsdl() {
    return Objects.requireNonNull(
        HubExchange.WSDL_LOCATION, "the contract is not on the class path");
  }

  @Override
  public String path() {
    return PATH;
  }

  /** Whatever stands behind the colon of SOAPAction, or of SOAP 1.2's action. */
  @Override
  public String operation(String path, Map<String, String> headers) {
    String action = headers.getOrDefault("soapaction", headers.getOrDefault("content-type", ""));
    int hash = action.indexOf("#HubExchange:");
    return hash < 0
        ? ""
        : action.substring(hash + "#HubExchange:".length()).replaceAll("[^A-Za-z].*", "");
  }

  @Override
  public Answer answer(Request request) {
    if (!request.path().equals(PATH + FILE)) {
      return Answer.of(404, "text/html", "<html><body><h1>404 Not Found</h1></body></html>");
    }
    if ("wsdl".equals(request.query())) {
      return Answer.of(200, "text/xml; charset=utf-8", contract());
    }
    boolean newer =
        request.headers().getOrDefault("content-type", "").contains("application/soap+xml");
    return (newer ? soap12 : soap11).answer(request);
  }

  private static byte[] contract() {
    try (InputStream in = wsdl().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
