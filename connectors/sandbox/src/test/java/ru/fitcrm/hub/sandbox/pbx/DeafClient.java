package ru.fitcrm.hub.sandbox.pbx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Logs in and never reads. */
final class DeafClient implements AutoCloseable {

  private final Socket socket = new Socket();

  DeafClient(int port) {
    try {
      socket.setReceiveBufferSize(8 * 1024);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket
          .getOutputStream()
          .write(
              "Action: Login\r\nUsername: hub\r\nSecret: hub-secret\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As far as this end knows. */
  boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
