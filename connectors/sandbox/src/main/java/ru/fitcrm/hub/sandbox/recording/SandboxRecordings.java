package ru.fitcrm.hub.sandbox.recording;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A web server on loopback with a recording under every name below {@code /monitor/} that ends in
 * {@code .wav}. Wants a login, knows ranges, remembers what it was asked.
 */
public final class SandboxRecordings implements AutoCloseable {

  private static final String FOLDER = "/monitor/";
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]*)-([0-9]*)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final String login;

  private SandboxRecordings(HttpServer server, String login) {
    this.server = server;
    this.login = login;
  }

  /**
   * Starts on a free port.
   *
   * @param user who may listen
   */
  public static SandboxRecordings start(String user, String password) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      SandboxRecordings recordings = new SandboxRecordings(server, user + ":" + password);
      server.createContext("/", recordings::answer);
      server.setExecutor(recordings.threads);
      server.start();
      return recordings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address of the folder, with the login in it. */
  public String url() {
    return "http://" + login + "@127.0.0.1:" + server.getAddress().getPort() + FOLDER;
  }

  /** Paths asked for, as they came, and their ranges: {@code /monitor/a.wav bytes=0-}. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      @Nullable String range = exchange.getRequestHeaders().getFirst("Range");
      asked.add(range == null ? path : path + " " + range);
      if (!isLoggedIn(exchange)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"recordings\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (path.startsWith(FOLDER) && path.endsWith(".wav")) {
        send(exchange, Conversation.wav(path), range);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private boolean isLoggedIn(HttpExchange exchange) {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private static void send(HttpExchange exchange, byte[] wav, @Nullable String range)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "audio/x-wav");
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    Matcher asked = RANGE.matcher(range == null ? "" : range);
    if (!asked.matches()) {
      exchange.sendResponseHeaders(200, wav.length);
      exchange.getResponseBody().write(wav);
      return;
    }
    int first = first(asked, wav.length);
    int last = last(asked, wav.length);
    if (first > last) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + wav.length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + first + "-" + last + "/" + wav.length);
    exchange.sendResponseHeaders(206, last - first + 1);
    exchange.getResponseBody().write(wav, first, last - first + 1);
  }

  private static int first(Matcher asked, int size) {
    return asked.group(1).isEmpty()
        ? Math.max(0, size - Integer.parseInt(asked.group(2)))
        : Integer.parseInt(asked.group(1));
  }

  private static int last(Matcher asked, int size) {
    return asked.group(1).isEmpty() || asked.group(2).isEmpty()
        ? size - 1
        : Math.min(size - 1, Integer.parseInt(asked.group(2)));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
