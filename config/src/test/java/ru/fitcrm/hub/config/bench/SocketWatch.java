package ru.fitcrm.hub.config.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A bare manager session of its own: notes when each number's first ring stood on the socket. */
final class SocketWatch implements AutoCloseable {

  private final Map<String, Long> rang = new ConcurrentHashMap<>();
  private final Socket socket;

  SocketWatch(int port, String user, String secret) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    String login =
        "Action: Login\r\nUsername: %s\r\nSecret: %s\r\nEvents: on\r\n\r\n".formatted(user, secret);
    socket.getOutputStream().write(login.getBytes(StandardCharsets.UTF_8));
    Thread.ofPlatform().daemon(true).name("socket-watch").start(this::read);
  }

  /** When the number first rang, by {@link System#nanoTime}; null if it has not. */
  @Nullable Long rangAt(String number) {
    return rang.get(number);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      boolean newChannel = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("Event: ")) {
          newChannel = line.equals("Event: Newchannel");
        } else if (newChannel && line.startsWith("CallerIDNum: +")) {
          rang.putIfAbsent(line.substring("CallerIDNum: ".length()), System.nanoTime());
        }
      }
    } catch (IOException closed) {
      // The benchmark is over.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
