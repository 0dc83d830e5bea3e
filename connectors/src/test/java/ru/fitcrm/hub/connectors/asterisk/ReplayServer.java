package ru.fitcrm.hub.connectors.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The least a manager interface must say, on a real socket. The n-th login gets the n-th recording
 * at full speed (the last repeats as silence); lists of channels are those recorded.
 */
final class ReplayServer implements AutoCloseable {
  private final ServerSocket server;
  private final List<Recording> recordings;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  final AtomicInteger logins = new AtomicInteger();
  final AtomicInteger attempts = new AtomicInteger();
  volatile boolean refuseLogins;
  volatile boolean mute;
  volatile boolean refuseLists;

  ReplayServer(Recording... recordings) {
    this.recordings = List.of(recordings);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Ends all connections without a word, as a dying PBX does. */
  void drop() {
    for (Socket socket : sockets) {
      quietly(socket);
    }
    sockets.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try {
      OutputStream out = socket.getOutputStream();
      send(out, "Asterisk Call Manager/11.0.0");
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      Map<String, String> action = new HashMap<>();
      String line = in.readLine();
      while (line != null) {
        if (line.isEmpty()) {
          answer(action, out);
          action.clear();
        } else {
          int colon = line.indexOf(':');
          action.put(
              line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
        }
        line = in.readLine();
      }
    } catch (IOException e) {
      // The other side went away.
    }
  }

  private void answer(Map<String, String> action, OutputStream out) throws IOException {
    String id = "ActionID: " + action.get("actionid") + "\r\n";
    if (mute) {
      return;
    }
    switch (action.getOrDefault("action", "").toLowerCase(Locale.ROOT)) {
      case "challenge" -> send(out, "Response: Success\r\n" + id + "Challenge: 1\r\n");
      case "login" -> login(id, out);
      case "coresettings" ->
          send(out, "Response: Success\r\n" + id + "AsteriskVersion: 22.10.1\r\n");
      case "coreshowchannels" -> list(action.getOrDefault("actionid", ""), out);
      case "ping" ->
          send(out, "Response: Success\r\n" + id + "Ping: Pong\r\nTimestamp: 1795293905.1\r\n");
      case "logoff" -> send(out, "Response: Goodbye\r\n" + id);
      default -> send(out, "Response: Success\r\n" + id + "Message: ok\r\n");
    }
  }

  private void login(String id, OutputStream out) throws IOException {
    attempts.incrementAndGet();
    if (refuseLogins) {
      send(out, "Response: Error\r\n" + id + "Message: Authentication failed\r\n");
      return;
    }
    send(out, "Response: Success\r\n" + id + "Message: Authentication accepted\r\n");
    int login = logins.getAndIncrement();
    Recording recording = login < recordings.size() ? recordings.get(login) : null;
    if (recording != null) {
      for (Recording.Message message : recording.messages()) {
        if (message.header("event") != null && message.header("actionid") == null) {
          send(out, text(message, null));
        } else if ("OriginateResponse".equals(message.header("event"))) {
          send(out, text(message, null));
        }
      }
    }
  }

  private void list(String actionId, OutputStream out) throws IOException {
    if (refuseLists) {
      send(out, "Response: Error\r\nActionID: " + actionId + "\r\nMessage: Permission denied\r\n");
      return;
    }
    int login = Math.min(logins.get(), recordings.size()) - 1;
    Recording recording = login < 0 ? null : recordings.get(login);
    boolean recorded = false;
    if (recording != null && recording.name().endsWith(".conn2")) {
      for (Recording.Message message : recording.messages()) {
        String id = message.header("actionid");
        if (id != null && id.equals(recording.listActionId())) {
          send(out, text(message, actionId));
          recorded = true;
        }
      }
    }
    if (!recorded) {
      send(out, "Response: Success\r\nActionID: " + actionId + "\r\nEventList: start\r\n");
      send(
          out, "Event: CoreShowChannelsComplete\r\nActionID: " + actionId + "\r\nListItems: 0\r\n");
    }
  }

  private static String text(Recording.Message message, @Nullable String actionId) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Object> header : message.headers().entrySet()) {
      List<?> values =
          header.getValue() instanceof List<?> many ? many : List.of(header.getValue());
      boolean replace = actionId != null && header.getKey().equals("actionid");
      for (Object value : values) {
        text.append(header.getKey()).append(": ").append(replace ? actionId : value).append("\r\n");
      }
    }
    return text.toString();
  }

  private static void send(OutputStream out, String text) throws IOException {
    synchronized (out) {
      out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private static void quietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    drop();
    quietly(server);
  }
}
