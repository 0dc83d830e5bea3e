package ru.fitcrm.hub.config.message.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import ru.fitcrm.hub.config.message.chaos.Taken.Mood;

/** A gateway over HTTP that fails in every way there is. */
final class HttpPeer implements Peer {

  private static final int LONGER_THAN_PATIENCE_MILLIS = 2_000;

  static {
    // Else every answer waits 40 ms for the other side's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final GatewayLanguage language;
  private final Taken taken;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger number = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private final int port;
  private HttpServer server;

  HttpPeer(GatewayLanguage language, Taken taken) throws IOException {
    this.language = language;
    this.taken = taken;
    this.server = serve(0);
    this.port = server.getAddress().getPort();
  }

  private HttpServer serve(int on) throws IOException {
    HttpServer opened =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
    opened.createContext("/", this::answer);
    opened.setExecutor(threads);
    opened.start();
    return opened;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (exchange.getRequestURI().getPath().equals("/find")) {
        boolean got = hasBooked(GatewayLanguage.form(body).getOrDefault("id", ""));
        say(exchange, 200, "{\"status\": \"" + (got ? "got" : "none") + "\"}");
        return;
      }
      String mark = Taken.markIn(body);
      Mood mood = taken.ask(mark, language.id(body));
      switch (mood) {
        case FINE, TAKES_AND_FAILS, TAKES_AND_HANGS_UP, TAKES_AND_IS_SILENT ->
            taken.take(mark, language.id(body));
        case HANGS_UP, BUSY, REFUSES -> {}
      }
      switch (mood) {
        case FINE -> say(exchange, 200, language.yes(body, number.incrementAndGet()));
        case TAKES_AND_FAILS -> say(exchange, 500, "<html>Internal Server Error");
        case BUSY -> say(exchange, 503, "busy");
        case REFUSES -> say(exchange, 400, language.no());
        case TAKES_AND_IS_SILENT -> {
          boolean unused = end.await(LONGER_THAN_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
        case HANGS_UP, TAKES_AND_HANGS_UP -> {}
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A third of what was taken is booked too late to be found: the hub sends it once more. */
  private boolean hasBooked(String id) {
    return taken.hasId(id) && id.hashCode() % 3 != 0;
  }

  private static void say(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public String name() {
    return language.kind();
  }

  @Override
  public String channel() {
    return language.channel();
  }

  @Override
  public String connection() {
    return language.settings("http://127.0.0.1:" + port);
  }

  @Override
  public Taken taken() {
    return taken;
  }

  @Override
  public boolean knowsIds() {
    return language == GatewayLanguage.DESCRIBED;
  }

  @Override
  public synchronized void shut() {
    server.stop(0);
  }

  @Override
  public synchronized void open() throws IOException {
    server = serve(port);
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
