package ru.fitcrm.hub.connectors.asterisk;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.asteriskjava.util.SocketConnectionFacade;
import org.jspecify.annotations.Nullable;

/**
 * The library's way to a PBX. Its own would keep a line that never ends in memory, however long.
 */
final class PbxSocket implements SocketConnectionFacade {
  private final Socket socket = new Socket();
  private final BoundedLines lines;
  private final StringBuilder unsent = new StringBuilder();

  PbxSocket(String host, int port, Duration connect, Duration silence) throws IOException {
    try {
      socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
      socket.connect(new InetSocketAddress(host, port), Math.toIntExact(connect.toMillis()));
      lines =
          new BoundedLines(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public @Nullable String readLine() throws IOException {
    return lines.next();
  }

  @Override
  public synchronized void write(String text) {
    unsent.append(text);
  }

  @Override
  public synchronized void flush() throws IOException {
    byte[] bytes = unsent.toString().getBytes(StandardCharsets.UTF_8);
    unsent.setLength(0);
    socket.getOutputStream().write(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public InetAddress getLocalAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return socket.getLocalPort();
  }

  @Override
  public InetAddress getRemoteAddress() {
    return socket.getInetAddress();
  }

  @Override
  public int getRemotePort() {
    return socket.getPort();
  }
}
