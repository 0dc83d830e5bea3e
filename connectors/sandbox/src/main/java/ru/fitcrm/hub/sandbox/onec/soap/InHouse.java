package ru.fitcrm.hub.sandbox.onec.soap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Request;

/**
 * Brings requests of the one web server to CXF and its answers back: whole, so that the server can
 * spoil them on their way.
 */
final class InHouse extends AbstractDestination implements DestinationFactory {

  private static final Logger LOG = Logger.getLogger(InHouse.class.getName());

  InHouse(Bus bus) {
    super(bus, new EndpointReferenceType(), new EndpointInfo());
  }

  Answer answer(Request request) {
    Message in = new MessageImpl();
    in.setContent(
        java.io.InputStream.class,
        new ByteArrayInputStream(request.body().getBytes(StandardCharsets.UTF_8)));
    in.put(Message.CONTENT_TYPE, request.headers().get("content-type"));
    in.put(Message.ENCODING, "UTF-8");
    in.put(Message.HTTP_REQUEST_METHOD, request.method());
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    in.put(Message.PROTOCOL_HEADERS, headers);
    ExchangeImpl exchange = new ExchangeImpl();
    exchange.setInMessage(in);
    in.setExchange(exchange);
    exchange.setDestination(this);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    exchange.put(ByteArrayOutputStream.class, body);
    getMessageObserver().onMessage(in);
    Message fault = exchange.getOutFaultMessage();
    Message out = fault == null ? exchange.getOutMessage() : fault;
    return Answer.of(fault == null ? 200 : 500, contentType(out), body.toByteArray());
  }

  private static String contentType(Message out) {
    String type = String.valueOf(out.get(Message.CONTENT_TYPE));
    return type.contains("charset") ? type : type + "; charset=utf-8";
  }

  @Override
  protected Conduit getInbuiltBackChannel(Message in) {
    return new WayBack();
  }

  private final class WayBack extends AbstractBackChannelConduit {

    @Override
    public void prepare(Message out) {
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
    return Set.of("in-house:");
  }

  @Override
  public List<String> getTransportIds() {
    return List.of();
  }
}
