package ru.fitcrm.hub.sandbox.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** YooKassa's API on loopback, as far as payments and refunds are read by it. */
public final class SandboxYookassa implements AutoCloseable {

  public static final String SHOP = "100500";
  public static final String KEY = "test_sandbox-key";

  private static final String LOGIN =
      "Basic "
          + Base64.getEncoder().encodeToString((SHOP + ":" + KEY).getBytes(StandardCharsets.UTF_8));

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> objects = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int trouble;

  private SandboxYookassa(HttpServer server) {
    this.server = server;
  }

  /**
   * Opens the API.
   *
   * @param port on loopback, 0 for a free one
   */
  public static SandboxYookassa start(int port) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      SandboxYookassa yookassa = new SandboxYookassa(server);
      server.createContext("/v3/", yookassa::answer);
      server.setExecutor(yookassa.threads);
      server.start();
      return yookassa;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For example {@code http://127.0.0.1:41234/v3}: the baseUrl. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v3";
  }

  /**
   * From now on this is what the API says.
   *
   * @param path {@code payments/…} or {@code refunds/…}
   * @param json of the payment or the refund
   */
  public void put(String path, String json) {
    objects.put("/v3/" + path, json);
  }

  /** Every question is answered with this status, until 0 is set. */
  public void troubleWith(int status) {
    trouble = status;
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String object =
          path.equals("/v3/me") ? "{\"account_id\":\"" + SHOP + "\"}" : objects.get(path);
      if (trouble != 0) {
        reply(exchange, trouble, "{\"type\":\"error\"}");
      } else if (!LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        reply(exchange, 401, "{\"type\":\"error\",\"code\":\"invalid_credentials\"}");
      } else if (object == null) {
        reply(exchange, 404, "{\"type\":\"error\",\"code\":\"not_found\"}");
      } else {
        reply(exchange, 200, object);
      }
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
