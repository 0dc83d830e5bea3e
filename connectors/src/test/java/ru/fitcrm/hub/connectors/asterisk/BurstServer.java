package ru.fitcrm.hub.connectors.asterisk;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a recorded burst again and again, as fast as it is read, to whoever asks for its channels
 * (as the hub does) or pings; then a call of the number {@value #LAST}. Costs next to nothing, so
 * that what is measured is the reader.
 */
final class BurstServer implements AutoCloseable {
  static final String LAST = "70000000000";

  private final ServerSocket door;
  private final byte[] burst;
  private final int times;
  final long events;

  BurstServer(String recording, int times) {
    this.times = times;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int count = 0;
    for (String block : Recording.resource(recording + ".ami.txt").split("\r\n\r\n")) {
      if (block.startsWith("Event: ") && !block.contains("\r\nActionID: ")) {
        bytes.writeBytes((block + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        count++;
      }
    }
    this.burst = bytes.toByteArray();
    this.events = (long) count * times;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = door.accept();
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      OutputStream out = socket.getOutputStream();
      say(out, "Asterisk Call Manager/11.0.0\r\n");
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      Map<String, String> action = new HashMap<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          action.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1));
        } else if (!action.isEmpty()) {
          answer(out, action);
          action.clear();
        }
      }
    } catch (IOException e) {
      // The reader has gone.
    }
  }

  private void answer(OutputStream out, Map<String, String> action) throws IOException {
    String id = "\r\nActionID: " + action.getOrDefault("actionid", "").trim() + "\r\n";
    switch (action.getOrDefault("action", "").trim()) {
      case "Challenge" -> say(out, "Response: Success" + id + "Challenge: 1\r\n\r\n");
      case "CoreSettings" ->
          say(out, "Response: Success" + id + "AsteriskVersion: 22.10.1\r\n\r\n");
      case "CoreShowChannels" -> {
        say(out, "Response: Success" + id + "EventList: start\r\n\r\n");
        say(out, "Event: CoreShowChannelsComplete" + id + "ListItems: 0\r\n\r\n");
        burst(out);
      }
      case "QueueStatus" -> burst(out);
      default -> say(out, "Response: Success" + id + "Message: ok\r\n\r\n");
    }
  }

  private void burst(OutputStream out) throws IOException {
    for (int i = 0; i < times; i++) {
      out.write(burst);
    }
    String channel =
        """
        Channel: PJSIP/trunk-0000ffff
        ChannelStateDesc: Ring
        CallerIDNum: %s
        Context: from-trunk
        Exten: 74951230001
        Uniqueid: last.0
        Linkedid: last.0
        """
            .formatted(LAST)
            .replace("\n", "\r\n");
    say(out, "Event: Newchannel\r\n" + channel + "\r\nEvent: Hangup\r\n" + channel + "\r\n");
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
