package ru.fitcrm.hub.connectors.onec.push;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import org.apache.cxf.Bus;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.transport.AbstractDestination;
import org.apache.cxf.transport.Conduit;
import org.apache.cxf.transport.Destination;
import org.apache.cxf.transport.DestinationFactory;
import org.apache.cxf.ws.addressing.EndpointReferenceType;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.core.inbox.RawBody;

/**
 * Brings CXF what came to a connection's public address: that door has checked token, size and
 * secret already, and the bytes must be kept as they came.
 */
final class InProcess extends AbstractDestination implements DestinationFactory {

  private static final Logger LOG = Logger.getLogger(InProcess.class.getName());

  private final String contentType;

  /**
   * @param contentType of the SOAP version, without parameters: which operation is called, the body
   *     says
   */
  InProcess(Bus bus, String contentType) {
    super(bus, new EndpointReferenceType(), new EndpointInfo());
    this.contentType = contentType;
  }

  /**
   * @param taking what the service finds in its exchange
   */
  Reply call(RawBody body, Taking taking) {
    Message in = new MessageImpl();
    in.setContent(InputStream.class, new ByteArrayInputStream(body.bytes()));
    in.put(Message.CONTENT_TYPE, contentType);
    in.put(Message.HTTP_REQUEST_METHOD, "POST");
    String charset = ReadSoapPush.charset(body.contentType());
    if (charset != null) {
      in.put(Message.ENCODING, charset);
    }
    ExchangeImpl exchange = new ExchangeImpl();
    exchange.setInMessage(in);
    exchange.setDestination(this);
    exchange.put(Taking.class, taking);
    in.setExchange(exchange);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    exchange.put(ByteArrayOutputStream.class, answer);
    getMessageObserver().onMessage(in);
    return new Reply(
        exchange.getOutFaultMessage() == null ? 200 : 500,
        contentType + ";charset=UTF-8",
        answer.toString(StandardCharsets.UTF_8));
  }

  @Override
  protected Conduit getInbuiltBackChannel(Message in) {
    return new WayBack();
  }

  private final class WayBack extends AbstractBackChannelConduit {

    @Override
    public void prepare(Message out) {
      out.put(Message.ENCODING, StandardCharsets.UTF_8.name());
      out.setContent(OutputStream.class, out.getExchange().get(ByteArrayOutputStream.class));
    }

    @Override
    public void close(Message out) throws IOException {
      OutputStream body = out.getContent(OutputStream.class);
      if (body != null) {
        body.flush();
      }
    }
  }

  @Override
  protected Logger getLogger() {
    return LOG;
  }

  @Override
  public Destination getDestination(EndpointInfo endpoint, Bus ofBus) {
    return this;
  }

  @Override
  public Set<String> getUriPrefixes() {
    return Set.of("in-process:");
  }

  @Override
  public List<String> getTransportIds() {
    return List.of();
  }
}
