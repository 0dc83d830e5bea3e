package ru.fitcrm.hub.connectors.onec.push;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.staxutils.StaxUtils;
import ru.fitcrm.exchange.HubExchange;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.Reply;

/**
 * The contract's service {@code HubReception} behind the addresses of connections, in SOAP 1.1 and
 * 1.2. CXF reads and answers; what came is written down as it came.
 */
final class SoapDoor implements AutoCloseable {

  /**
   * A packet's rows are children of one element; CXF takes 50,000 of them if not told otherwise.
   */
  private static final int MOST_ROWS = 2_000_000;

  private static final String SERVICE_OF_1C = "(?s)<service name=\"HubExchange\">.*?</service>\\s*";
  private static final String ADDRESS = "http://localhost:8080/ws/hubreception";

  private final Bus bus = new ExtensionManagerBus();
  private final InProcess soap11;
  private final InProcess soap12;

  SoapDoor() {
    // CXF would log what it could not read, with whoever it tells of.
    FaultListener quiet = (thrown, description, message) -> false;
    bus.setProperty(FaultListener.class.getName(), quiet);
    PutPackets service = new PutPackets();
    soap11 = publish(service, "HubReceptionSoap", "text/xml");
    soap12 = publish(service, "HubReceptionSoap12", "application/soap+xml");
  }

  private InProcess publish(PutPackets service, String port, String contentType) {
    InProcess door = new InProcess(bus, contentType);
    JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
    factory.setBus(bus);
    factory.setServiceBean(service);
    factory.setWsdlURL(wsdl().toExternalForm());
    factory.setServiceName(new QName(ReadSoapPush.NAMESPACE, "HubReception"));
    factory.setEndpointName(new QName(ReadSoapPush.NAMESPACE, port));
    factory.setAddress("in-process:" + port);
    factory.setDestinationFactory(door);
    factory.setProperties(Map.of(StaxUtils.MAX_CHILD_ELEMENTS, MOST_ROWS));
    Server server = factory.create();
    server.getEndpoint().getOutFaultInterceptors().add(new FaultsInRussian());
    return door;
  }

  /**
   * Serves a request of SOAP.
   *
   * @param take writes it down and applies it
   */
  Reply serve(InRequest request, Supplier<Reply> take) {
    String type = String.valueOf(request.body().contentType());
    Taking taking = new Taking(take);
    Reply reply = (type.contains("soap+xml") ? soap12 : soap11).call(request.body(), taking);
    // What CXF could not read is kept too, and trouble of the hub's own is not the sender's.
    Reply taken = taking.reply();
    return taken.status() == 401 ? taken : reply;
  }

  /** The contract of the service at this address. */
  static String contract(String address) {
    try (InputStream in = wsdl().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceFirst(SERVICE_OF_1C, "")
          .replace(ADDRESS, escaped(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String address) {
    return address.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static URL wsdl() {
    return Objects.requireNonNull(HubExchange.WSDL_LOCATION, "hub-exchange.wsdl is not in the jar");
  }

  @Override
  public void close() {
    bus.shutdown(true);
  }
}
