package ru.fitcrm.hub.connectors.onec.soap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import org.apache.cxf.Bus;
import org.apache.cxf.message.Message;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.transport.http.URLConnectionHTTPConduit;
import org.apache.cxf.ws.addressing.EndpointReferenceType;

/**
 * Sends a request once. Java's HttpURLConnection sends a POST again by itself when the connection
 * closes without an answer, unless the length was said before the body: a lead would arrive twice.
 *
 * <p>Java's newer HttpClient, CXF's default, is no choice: it has no timeout for an answer's body,
 * keeps connections 1C's web server has closed long ago, and offers HTTP/2 to whoever it meets.
 */
final class PostOnceConduit extends URLConnectionHTTPConduit {

  PostOnceConduit(Bus bus, EndpointInfo endpoint, EndpointReferenceType target) throws IOException {
    super(bus, endpoint, target);
  }

  @Override
  protected OutputStream createOutputStream(
      Message message, boolean cached, boolean chunked, int threshold) throws IOException {
    OutputStream wire = super.createOutputStream(message, cached, false, 0);
    return message.get(KEY_HTTP_CONNECTION) instanceof HttpURLConnection connection
        ? new WholeBody(connection, wire)
        : wire;
  }

  /** Keeps the body until its length is known. Requests are small: a lead, some work hours. */
  private static final class WholeBody extends ByteArrayOutputStream {

    private final HttpURLConnection connection;
    private final OutputStream wire;
    private boolean closed;

    WholeBody(HttpURLConnection connection, OutputStream wire) {
      this.connection = connection;
      this.wire = wire;
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      connection.setFixedLengthStreamingMode(size());
      writeTo(wire);
      wire.close();
    }
  }
}
