package ru.fitcrm.hub.config.bench;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.config.testing.TestClub;

/**
 * Durable intake: {@code POST /in/{token}} → committed → answered, at constant rates of arrival.
 * Each latency counts from the moment the request was due, so one that had to wait for its turn is
 * not left out. First forms go on to leads and requests meanwhile, as in life; then connections are
 * held, so that taking in alone is seen. Ratios are to {@code pgbench} doing the same single
 * insert, message and body, on the same server in the same run; everything shares this machine.
 * fsync is on.
 */
@Tag("benchmark")
class IntakeBenchmark {

  private static final int SECONDS = Integer.getInteger("hub.bench.seconds", 10);
  private static final int CONNECTIONS = 5;
  private static final List<Integer> RATES =
      Arrays.stream(
              System.getProperty(
                      "hub.bench.rates",
                      "100,200,400,600,800,1000,1100,1200,1400,1600,1800,2000,2400,3200")
                  .split(","))
          .map(Integer::valueOf)
          .toList();
  private static final double AIM = 0.3;
  private static final Pattern URL = Pattern.compile("//([^:/]+):(\\d+)/([^?]+)");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong ids = new AtomicLong();

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Step(int rate, double reached, int wrong, long[] nanos) {

    boolean kept() {
      return wrong == 0 && reached > 0.97 * rate && percentile(nanos, 99) < 1_000_000_000L;
    }
  }

  @Test
  void intake() throws Exception {
    HubUnderTest hub = HubUnderTest.shared();
    Matcher url = URL.matcher(hub.database().jdbcUrl());
    if (!url.find()) {
      throw new IllegalStateException("The test database's address is of another shape");
    }
    makeDurable(hub.database().jdbcUrl());
    TestClub club = TestClub.make();
    List<Door> doors = doors(club);
    warmUp(doors);
    System.out.println("forms are worked on meanwhile:");
    double living = best(doors);
    awaitWorkedOff(hub.database().jdbcUrl());
    for (Door door : doors) {
      club.admin().post(club.path("connections/" + door.connection() + "/hold"), "{}");
    }
    System.out.println("connections are held:");
    double held = best(doors);
    compare(living, held, pgbench(club, url));
  }

  private double best(List<Door> doors) {
    double best = 0;
    for (int rate : RATES) {
      Step step = run(doors, rate);
      print(step);
      if (!step.kept()) {
        break;
      }
      best = step.reached();
    }
    return best;
  }

  /** A hub runs for months: what its compiler does in the first minute is not measured. */
  private void warmUp(List<Door> doors) {
    for (int rate : List.of(50, 100, 200, 200, 200, 200)) {
      run(doors, rate);
    }
  }

  private static void compare(double living, double held, Optional<Double> bare) {
    if (bare.isEmpty()) {
      System.out.println("No pgbench here, so no ratio: apt-get install postgresql");
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "intake keeps up with %.0f/s, held with %.0f/s; pgbench with 8 clients inserts %.0f/s; ratios %.2f, %.2f of at least %.1f%n",
        living,
        held,
        bare.get(),
        living / bare.get(),
        held / bare.get(),
        AIM);
  }

  private static void print(Step step) {
    System.out.printf(
        Locale.ROOT,
        "%5d/s due: %7.0f/s answered, p50 %6.1f ms, p99 %7.1f ms, wrong %d%n",
        step.rate(),
        step.reached(),
        percentile(step.nanos(), 50) / 1e6,
        percentile(step.nanos(), 99) / 1e6,
        step.wrong());
  }

  private Step run(List<Door> doors, int rate) {
    int count = rate * SECONDS;
    long[] nanos = new long[count];
    AtomicInteger wrong = new AtomicInteger();
    List<CompletableFuture<?>> all = new ArrayList<>(count);
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = began + i * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      int at = i;
      all.add(
          http.sendAsync(
                  request(doors.get(i % doors.size()).uri()),
                  HttpResponse.BodyHandlers.discarding())
              .whenComplete(
                  (answer, trouble) -> {
                    nanos[at] = System.nanoTime() - due;
                    if (trouble != null || answer.statusCode() != 200) {
                      wrong.incrementAndGet();
                    }
                  })
              .exceptionally(trouble -> null));
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
    double took = (System.nanoTime() - began) / 1e9;
    Arrays.sort(nanos);
    return new Step(rate, count / took, wrong.get(), nanos);
  }

  private HttpRequest request(URI door) {
    long id = ids.incrementAndGet();
    String body =
        """
        {"name": "Анна", "phone": "+7916%07d", "event_id": "%d", "utm_source": "yandex", "comment": "Йога?"}"""
            .formatted(id % 500, id);
    return HttpRequest.newBuilder(door)
        .timeout(Duration.ofSeconds(60))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private record Door(long connection, URI uri) {}

  private static List<Door> doors(TestClub club) {
    List<Door> doors = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      ApiCaller.Answer made =
          club.admin()
              .post(
                  club.path("connections"),
                  "{\"kind\": \"webhook-in\", \"name\": \"Сайт\", \"enabled\": true, \"settings\": {}}");
      URI uri = URI.create(club.hub().baseUrl() + made.text("inUrl"));
      doors.add(new Door(made.id(), uri));
    }
    return doors;
  }

  private static void makeDurable(String jdbcUrl) throws Exception {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
        Statement sql = connection.createStatement()) {
      sql.execute("alter system set fsync = on");
      sql.execute("alter system set full_page_writes = on");
      sql.execute("alter system set synchronous_commit = on");
      sql.execute("select pg_reload_conf()");
    }
  }

  /** What the last rate left over would be worked on in the next phase. */
  private static void awaitWorkedOff(String jdbcUrl) throws Exception {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
        Statement sql = connection.createStatement()) {
      await()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                try (ResultSet waits =
                    sql.executeQuery(
                        "select exists (select 1 from inbox_message where state = 'RECEIVED')")) {
                  waits.next();
                  return !waits.getBoolean(1);
                }
              });
    }
  }

  private static Optional<Double> pgbench(TestClub club, Matcher url) throws Exception {
    Optional<PgBench> program = PgBench.find();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    PgBench.Server server =
        new PgBench.Server(
            url.group(1), Integer.parseInt(url.group(2)), url.group(3), "postgres", "postgres");
    String insert =
        """
        with made as (insert into inbox_message (club_id, connection_id, kind, external_id) \
        values (%d, 1, 'bench', gen_random_uuid()::text) returning id, received_at) \
        insert into inbox_body (club_id, message_id, received_at, content_type, headers, body) \
        select %d, id, received_at, 'application/json', '{}', convert_to(repeat('x', 120), 'UTF8') from made;
        """
            .formatted(club.id(), club.id());
    return Optional.of(program.get().rate(server, insert, 8, SECONDS));
  }

  private static long percentile(long[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }
}
