package ru.fitcrm.hub.config.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events as a browser does, on a thread of its own. */
public final class SseReader implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final InputStream stream;
  private volatile boolean connected;

  private SseReader(InputStream stream) {
    this.stream = stream;
  }

  /** One event. */
  public record Event(String id, String name, String data) {}

  /** Opens a stream; returns when the hub has begun to answer. */
  public static SseReader open(URI uri, String key, @Nullable String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + key)
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response =
        HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream()).join();
    SseReader reader = new SseReader(response.body());
    Thread.ofVirtual().name("sse-reader").start(reader::read);
    return reader;
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
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
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
