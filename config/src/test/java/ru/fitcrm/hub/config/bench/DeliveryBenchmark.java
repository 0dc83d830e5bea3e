package ru.fitcrm.hub.config.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;

/**
 * Webhooks a second, as a ratio to a bare HTTP client's loop of as many at once against the same
 * receiver; and how long the oldest of nine endpoints' 9,000 of 10,000 queued waits when the tenth
 * is alive, when it refuses connections and when it hangs.
 *
 * <pre>
 * mvn -q -Pbench -pl config -am test -Dtest=DeliveryBenchmark \
 *   -Dhub.bench.queued=10000 -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("benchmark")
class DeliveryBenchmark {

  private static final int QUEUED = Integer.getInteger("hub.bench.queued", 10_000);
  private static final int ENDPOINTS = 10;
  private static final int AT_ONCE = 8;
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @Test
  void deliveries() throws Exception {
    try (Counted receiver = new Counted()) {
      run(receiver, QUEUED / 5);
      double hub = run(receiver, QUEUED);
      double bare = bare(receiver, QUEUED / 5);
      bare = Math.max(bare, bare(receiver, QUEUED));
      System.out.printf(
          Locale.ROOT,
          "one endpoint: %,.0f deliveries/s; a bare client, %d at once: %,.0f/s; ratio %.2f%n",
          hub,
          AT_ONCE,
          bare,
          hub / bare);
      ten("all ten alive", receiver.url("/tenth"), receiver);
      ten("one of ten refuses", "http://127.0.0.1:" + freePort() + "/", receiver);
      try (ServerSocket silent = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
        ten("one of ten hangs", "http://127.0.0.1:" + silent.getLocalPort() + "/", receiver);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Deliveries a second of one endpoint, from the commit of the events to the last request. */
  private static double run(Counted receiver, int events) {
    TestClub club = TestClub.make();
    long id = endpoint(club, receiver.url("/one"));
    awaitOwned(club, receiver);
    receiver.reset();
    club.admin().post(club.path("webhook-endpoints/" + id + "/hold"), "");
    tell(club, events);
    club.admin().post(club.path("webhook-endpoints/" + id + "/release"), "");
    long began = System.nanoTime();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> receiver.count("/one") >= events);
    double seconds = (System.nanoTime() - began) / 1e9;
    club.admin().delete(club.path("webhook-endpoints/" + id));
    return events / seconds;
  }

  private static double bare(Counted receiver, int requests) throws Exception {
    byte[] body = "{\"type\":\"task.created\"}".repeat(15).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(receiver.url("/bare")))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    long began = System.nanoTime();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> loops = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        loops.add(threads.submit(() -> loop(client, request, requests / AT_ONCE)));
      }
      for (Future<?> loop : loops) {
        var unused = loop.get();
      }
    }
    return requests / ((System.nanoTime() - began) / 1e9);
  }

  private static int loop(HttpClient client, HttpRequest request, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      var unused = client.send(request, HttpResponse.BodyHandlers.discarding());
    }
    return times;
  }

  /** Ten endpoints with 1,000 events each; how long the nine take, and how old their oldest got. */
  private static void ten(String what, String tenth, Counted receiver) {
    TestClub club = TestClub.make();
    List<Long> nine =
        IntStream.range(0, ENDPOINTS - 1)
            .mapToObj(i -> endpoint(club, receiver.url("/ten")))
            .toList();
    awaitOwned(club, receiver);
    long last = endpoint(club, tenth);
    List<Long> all = new ArrayList<>(nine);
    all.add(last);
    all.forEach(id -> club.admin().post(club.path("webhook-endpoints/" + id + "/hold"), ""));
    tell(club, QUEUED / ENDPOINTS);
    Instant began = Clock.systemUTC().instant();
    all.forEach(id -> club.admin().post(club.path("webhook-endpoints/" + id + "/release"), ""));
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> receiver.count("/ten") >= (long) nine.size() * QUEUED / ENDPOINTS);
    await().atMost(LONG).until(() -> waiting(club, nine) == 0);
    System.out.printf(
        Locale.ROOT,
        "%s: the oldest of the nine waited %.1f s; the tenth has %d waiting%n",
        what,
        lag(club, nine, began),
        waiting(club, List.of(last)));
    all.forEach(id -> club.admin().delete(club.path("webhook-endpoints/" + id)));
  }

  private static long endpoint(TestClub club, String url) {
    Answer made =
        club.admin()
            .post(
                club.path("webhook-endpoints"),
                "{\"url\": \"%s\", \"timeoutSeconds\": 20}".formatted(url));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made.id();
  }

  /** One event each, so that routes run and connections are there. */
  private static void awaitOwned(TestClub club, Counted receiver) {
    receiver.reset();
    tell(club, 1);
    await().atMost(LONG).until(() -> receiver.count("") >= 1);
    await()
        .atMost(LONG)
        .until(
            () -> {
              for (var one :
                  club.admin().get(club.path("webhook-endpoints")).json().path("items")) {
                if (one.path("queue").asInt() > 0) {
                  return false;
                }
              }
              return true;
            });
  }

  private static void tell(TestClub club, int events) {
    Instant now = Clock.systemUTC().instant();
    List<NewEvent> all =
        IntStream.range(0, events).mapToObj(i -> event(NUMBER.incrementAndGet(), now)).toList();
    var unused =
        club.hub()
            .get(ClubGate.class)
            .inClub(
                club.clubId(),
                () -> club.hub().get(Journal.class).append(all, now, LocalDate.EPOCH));
  }

  private static NewEvent event(int number, Instant now) {
    return new NewEvent(
        "task.changed",
        "bench:" + number,
        "task",
        number,
        null,
        Map.of("reason", "CALL_BACK"),
        now);
  }

  /** Asked of the database, so that asking costs the hub nothing. */
  private static long waiting(TestClub club, List<Long> endpoints) {
    return club.hub()
        .database()
        .gate()
        .inClub(
            club.clubId(),
            () ->
                messages(club, "count(*) filter (where state in ('WAITING', 'CLAIMED'))", endpoints)
                    .query(Long.class)
                    .single());
  }

  /** Seconds from the release to the last delivery written down. */
  private static double lag(TestClub club, List<Long> endpoints, Instant began) {
    Instant last =
        club.hub()
            .database()
            .gate()
            .inClub(
                club.clubId(),
                () ->
                    messages(club, "max(settled_at)", endpoints)
                        .query(Timestamp.class)
                        .single()
                        .toInstant());
    return Duration.between(began, last).toMillis() / 1e3;
  }

  private static JdbcClient.StatementSpec messages(
      TestClub club, String what, List<Long> endpoints) {
    return JdbcClient.create(club.hub().database().dataSource())
        .sql("select " + what + " from outbox_message where connection_id = any (:ids)")
        .param("ids", endpoints.toArray(Long[]::new));
  }

  /** Takes everything at once and counts. */
  private static final class Counted implements AutoCloseable {

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final HttpServer server;

    Counted() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::take);
      server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
      byte[] unused = exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
      counts
          .computeIfAbsent(exchange.getRequestURI().getPath(), path -> new AtomicLong())
          .incrementAndGet();
    }

    String url(String path) {
      return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /**
     * @param path empty for all
     */
    long count(String path) {
      return counts.entrySet().stream()
          .filter(one -> path.isEmpty() || one.getKey().equals(path))
          .mapToLong(one -> one.getValue().get())
          .sum();
    }

    void reset() {
      counts.clear();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
