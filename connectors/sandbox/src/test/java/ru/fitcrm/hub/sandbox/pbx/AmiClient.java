package ru.fitcrm.hub.sandbox.pbx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A client that keeps all frames it gets, for looking at. */
final class AmiClient implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(10);

  private final Socket socket;
  private final List<PbxEvent> frames = new ArrayList<>();
  private volatile boolean ended;
  private volatile boolean reset;

  AmiClient(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      InputStream in = socket.getInputStream();
      Thread.ofVirtual().start(() -> read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static AmiClient loggedIn(SandboxPbx pbx) {
    AmiClient client = new AmiClient(pbx.port());
    client.send("Action: Login", "ActionID: login", "Username: hub", "Secret: hub-secret");
    client.await(frame -> frame.fieldOrEmpty("Message").equals("Authentication accepted"));
    return client;
  }

  private void read(InputStream in) {
    try (BufferedReader reader =
        new BufferedReader(new java.io.InputStreamReader(in, StandardCharsets.UTF_8))) {
      StringBuilder frame = new StringBuilder();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("Asterisk Call Manager/")) {
          keep(new PbxEvent(line));
        } else if (line.isEmpty()) {
          keep(new PbxEvent(frame.toString()));
          frame.setLength(0);
        } else {
          frame.append(frame.isEmpty() ? "" : "\r\n").append(line);
        }
      }
    } catch (IOException e) {
      reset = true;
    }
    ended = true;
  }

  private void keep(PbxEvent frame) {
    synchronized (frames) {
      frames.add(frame);
    }
  }

  AmiClient send(String... lines) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  List<PbxEvent> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  /** Events of the stream: no answers, no list items, no greeting. */
  List<PbxEvent> events() {
    return frames().stream()
        .filter(each -> each.field("Privilege") != null)
        .filter(each -> !each.name().equals("FullyBooted") && !each.name().equals("Status"))
        .toList();
  }

  List<String> texts() {
    return events().stream().map(PbxEvent::text).toList();
  }

  List<PbxEvent> named(String event) {
    return frames().stream().filter(each -> each.name().equals(event)).toList();
  }

  PbxEvent await(Predicate<PbxEvent> wanted) {
    Awaitility.await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> frames().stream().anyMatch(wanted));
    return frames().stream().filter(wanted).findFirst().orElseThrow();
  }

  PbxEvent awaitEvent(String name) {
    return await(frame -> frame.name().equals(name));
  }

  /** Asks and gives all frames that carry the id, once the last one is there. */
  List<PbxEvent> ask(String action, String id, String last) {
    send("Action: " + action, "ActionID: " + id);
    await(each -> each.fieldOrEmpty("ActionID").equals(id) && each.text().startsWith(last));
    return frames().stream().filter(each -> each.fieldOrEmpty("ActionID").equals(id)).toList();
  }

  void awaitEnd() {
    Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> ended);
  }

  boolean isEnded() {
    return ended;
  }

  boolean wasReset() {
    return reset;
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
