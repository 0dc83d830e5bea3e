package ru.fitcrm.hub.config.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A program outside that takes webhooks. Answers 200 until told otherwise. */
public final class Receiver implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Got> all = new CopyOnWriteArrayList<>();
  private final Map<String, String> extra = new ConcurrentHashMap<>();
  private final HttpServer server;
  private volatile int status = 200;

  /**
   * A request.
   *
   * @param body as it came
   */
  public record Got(
      String id,
      String timestamp,
      String signature,
      Map<String, List<String>> headers,
      String body) {

    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public String type() {
      return json().path("type").asText();
    }
  }

  public Receiver() {
    this(0);
  }

  /**
   * @param port 0 for a free one
   */
  public Receiver(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    // As it stood when the request came: a test that sees the request may ask for another answer.
    int now = status;
    Map<String, String> with = Map.copyOf(extra);
    all.add(
        new Got(
            header(exchange, "webhook-id"),
            header(exchange, "webhook-timestamp"),
            header(exchange, "webhook-signature"),
            Map.copyOf(exchange.getRequestHeaders()),
            body));
    with.forEach(exchange.getResponseHeaders()::set);
    byte[] answer = ("answer " + now).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(now, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(name));
  }

  public void answer(int now, String... headers) {
    extra.clear();
    for (int i = 0; i < headers.length; i += 2) {
      extra.put(headers[i], headers[i + 1]);
    }
    status = now;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port() + "/hook";
  }

  public List<Got> all() {
    return List.copyOf(all);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
