package ru.fitcrm.hub.config.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events as a browser does, on a thread of its own. */
public final class SseReader implements AutoCloseable {

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final HttpURLConnection connection;
  private volatile boolean connected;

  private SseReader(HttpURLConnection connection) {
    this.connection = connection;
  }

  /** One event. */
  public record Event(String id, String name, String data) {}

  public static SseReader open(URI uri, String key, @Nullable String lastEventId) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setRequestProperty("Authorization", "Bearer " + key);
      connection.setRequestProperty("Accept", "text/event-stream");
      if (lastEventId != null) {
        connection.setRequestProperty("Last-Event-ID", lastEventId);
      }
      SseReader reader = new SseReader(connection);
      Thread.ofVirtual().name("sse-reader").start(reader::read);
      return reader;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the hub has said a first word. */
  public boolean connected() {
    return connected;
  }

  public Event next(Duration atMost) {
    try {
      Event event = events.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
      if (event == null) {
        throw new AssertionError("No event came within " + atMost);
      }
      return event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public boolean nothingWaits() {
    return events.isEmpty();
  }

  @Override
  public void close() {
    connection.disconnect();
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      String id = "";
      String name = "";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        connected = true;
        if (line.startsWith("id:")) {
          id = line.substring(3);
        } else if (line.startsWith("event:")) {
          name = line.substring(6);
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5));
        } else if (line.isEmpty() && !data.isEmpty()) {
          events.add(new Event(id, name, data.toString()));
          data.setLength(0);
        }
      }
    } catch (IOException closed) {
      connected = false;
    }
  }
}
