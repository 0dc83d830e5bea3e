package ru.fitcrm.hub.sandbox.onec.front;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A web server on loopback with Basic login before rooms, on the same port for its whole life. What
 * goes wrong is decided here, whatever the room.
 */
public final class HttpFront implements AutoCloseable {

  static {
    // Without it every answer waits 40 ms for the client's acknowledgement.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private static final int REMEMBERED = 10_000;

  private final Map<String, String> users;
  private final List<Room> rooms;
  private final @Nullable SSLContext tls;
  private final Faults faults = new Faults();
  private final Deque<Request> seen = new ArrayDeque<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger mostInside = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile CountDownLatch ending = new CountDownLatch(1);
  private volatile @Nullable HttpServer server;
  private int port;

  private HttpFront(
      int port, Map<String, String> users, List<Room> rooms, @Nullable SSLContext tls) {
    this.port = port;
    this.users = Map.copyOf(users);
    this.rooms = List.copyOf(rooms);
    this.tls = tls;
  }

  /**
   * Opens the door.
   *
   * @param port on loopback, 0 for a free one
   * @param users name → password
   * @param tls null for plain HTTP
   */
  public static HttpFront open(
      int port, Map<String, String> users, List<Room> rooms, @Nullable SSLContext tls) {
    HttpFront front = new HttpFront(port, users, rooms, tls);
    front.up();
    return front;
  }

  public int port() {
    return port;
  }

  /** For example {@code http://localhost:41234}. */
  public String address() {
    return (tls == null ? "http" : "https") + "://localhost:" + port;
  }

  public Faults faults() {
    return faults;
  }

  /** The last requests, oldest first. */
  public List<Request> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  /** The most requests that were being answered at one moment. */
  public int mostAtOnce() {
    return mostInside.get();
  }

  /** Listens again on the same port. */
  public synchronized void up() {
    if (server != null) {
      return;
    }
    try {
      HttpServer fresh = create();
      fresh.setExecutor(threads);
      rooms.forEach(room -> fresh.createContext(room.path(), http -> welcome(room, http)));
      ending = new CountDownLatch(1);
      fresh.start();
      port = fresh.getAddress().getPort();
      server = fresh;
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox 1C cannot listen on port " + port, e);
    }
  }

  private HttpServer create() throws IOException {
    InetSocketAddress door = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    if (tls == null) {
      return HttpServer.create(door, 0);
    }
    HttpsServer https = HttpsServer.create(door, 0);
    https.setHttpsConfigurator(new HttpsConfigurator(tls));
    return https;
  }

  /** Nobody listens, whoever is being answered is cut off. */
  public synchronized void down() {
    HttpServer running = server;
    if (running != null) {
      ending.countDown();
      running.stop(0);
      server = null;
    }
  }

  @Override
  public void close() {
    down();
    threads.shutdownNow();
  }

  private void welcome(Room room, HttpExchange http) throws IOException {
    int now = inside.incrementAndGet();
    mostInside.accumulateAndGet(now, Math::max);
    // Stepping out before the answer's last byte: the client may come again at once.
    Runnable leave = once(inside::decrementAndGet);
    try (http) {
      Request request = read(room, http);
      remember(request);
      carryOut(room, request, http, leave);
    } finally {
      leave.run();
    }
  }

  private static Runnable once(Runnable act) {
    AtomicInteger done = new AtomicInteger();
    return () -> {
      if (done.getAndIncrement() == 0) {
        act.run();
      }
    };
  }

  private static Request read(Room room, HttpExchange http) throws IOException {
    Map<String, String> headers = new HashMap<>();
    http.getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    String path = http.getRequestURI().getPath();
    return new Request(
        http.getRequestMethod(),
        path,
        http.getRequestURI().getRawQuery(),
        room.operation(path, headers),
        Login.of(headers).user(),
        Map.copyOf(headers),
        new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private void remember(Request request) {
    synchronized (seen) {
      seen.add(request);
      if (seen.size() > REMEMBERED) {
        seen.removeFirst();
      }
    }
  }

  private void carryOut(Room room, Request request, HttpExchange http, Runnable leave)
      throws IOException {
    Fault fault = faults.of(request.operation());
    switch (fault) {
      case null -> send(answer(room, request), http, leave);
      case Fault.Instead instead -> send(instead.answer(), http, leave);
      case Fault.DoneBut done -> {
        answer(room, request);
        send(done.answer(), http, leave);
      }
      case Fault.Changed changed ->
          send(changed.change().apply(answer(room, request)), http, leave);
      case Fault.Late late -> {
        Answer answer = answer(room, request);
        pause(late.by());
        send(answer, http, leave);
      }
      case Fault.CutAfter cut -> sendPart(answer(room, request), cut.bytes(), http);
      case Fault.Lost lost -> answer(room, request);
      case Fault.Drip drip -> drip(answer(room, request), drip, http);
    }
  }

  private Answer answer(Room room, Request request) {
    if (room.isOpenToAll()) {
      return room.answer(request);
    }
    Login login = Login.of(request.headers());
    String password = users.get(login.user());
    if (login.user().isEmpty() || password == null || !password.equals(login.password())) {
      return ((Fault.Instead) OnecWords.unauthorized()).answer();
    }
    return room.answer(request);
  }

  /** Empty without a login. 1C takes logins in UTF-8 only. */
  private record Login(String user, String password) {

    static Login of(Map<String, String> headers) {
      String header = headers.getOrDefault("authorization", "");
      if (!header.startsWith("Basic ")) {
        return new Login("", "");
      }
      byte[] both = Base64.getDecoder().decode(header.substring("Basic ".length()));
      String[] parts = new String(both, StandardCharsets.UTF_8).split(":", 2);
      return new Login(parts[0], parts.length < 2 ? "" : parts[1]);
    }
  }

  private static void send(Answer answer, HttpExchange http, Runnable leave) throws IOException {
    byte[] body = head(answer, http);
    leave.run();
    if (body.length > 0) {
      http.getResponseBody().write(body);
    }
  }

  private static byte[] head(Answer answer, HttpExchange http) throws IOException {
    if (answer.contentType() != null) {
      http.getResponseHeaders().set("Content-Type", answer.contentType());
    }
    answer.headers().forEach(http.getResponseHeaders()::set);
    // Java's server resets one connection in a hundred when only the client says so.
    http.getResponseHeaders().set("Connection", "close");
    byte[] body = answer.body();
    http.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    return body;
  }

  private static void sendPart(Answer answer, int bytes, HttpExchange http) throws IOException {
    byte[] body = head(answer, http);
    http.getResponseBody().write(body, 0, Math.min(bytes, body.length - 1));
    http.getResponseBody().flush();
  }

  private void drip(Answer answer, Fault.Drip drip, HttpExchange http) throws IOException {
    byte[] body = head(answer, http);
    for (int at = 0; at < body.length; at += drip.bytes()) {
      http.getResponseBody().write(body, at, Math.min(drip.bytes(), body.length - at));
      http.getResponseBody().flush();
      if (pause(drip.each())) {
        return;
      }
    }
  }

  /** Waits, unless the server goes down meanwhile: then it says so at once. */
  private boolean pause(java.time.Duration time) {
    try {
      return ending.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
