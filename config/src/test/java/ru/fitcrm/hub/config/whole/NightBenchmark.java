package ru.fitcrm.hub.config.whole;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.bench.RingMeter;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.core.testing.TestDatabase;

/**
 * The night of 1,000,000 clients, 1,200,000 contracts and 20,000,000 visits in 100 clubs (times
 * {@code -Dscale}, 0.1 by default) by a hub in a process of its own, while calls come in: its time
 * as a ratio to that of the same questions asked by one bare session in the same run; the same
 * night again; and what a club and job cost that have nothing to look at.
 *
 * <pre>
 * mvn -q -Pbench -pl config -am test -Dtest=NightBenchmark -Dscale=0.1 -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("benchmark")
class NightBenchmark {

  private static final double SCALE = Double.parseDouble(System.getProperty("scale", "0.1"));
  private static final int CLUBS = Integer.getInteger("clubs", 100);
  private static final int EMPTY = 20;
  private static final String HEAP = "400m";
  private static final double LIMIT = 1.3;

  /** More than a hundred clubs have in their busiest hour. */
  private static final Duration BETWEEN_CALLS = Duration.ofMillis(250);

  @Test
  void night() throws Exception {
    NightTown town = new NightTown(CLUBS, (int) (10_000 * SCALE), 20);
    LocalDate second = NightTown.FIRST.plusDays(1);
    try (TestDatabase database = TestDatabase.create();
        HubProcess hub =
            HubProcess.start(
                HubProcess.environment(database, "hub"), List.of("-Xmx" + HEAP, "-XX:+UseG1GC"))) {
      ApiCaller api = hub.api();
      town.open(api);
      fill(database, town);
      // Each look at the heap stops the hub for a moment: not while calls are measured.
      try (LiveHeap heap = LiveHeap.watch(hub.pid())) {
        say("first night, all of it history", night(api, NightTown.FIRST, List.of()));
        System.out.printf("  hub (-Xmx%s): %s%n", HEAP, heap);
      }
      say("the same night again", night(api, NightTown.FIRST, List.of()));
      api.post("clubs", "{\"name\": \"Вход\", \"slug\": \"front\"}");
      try (RingMeter calls = RingMeter.connect(api, "clubs/front", HubProcess.KEY)) {
        ring(calls, "+79160", 100);
        List<Long> quiet = ring(calls, "+79161", 100);
        BareNight.Outcome bare = bare(database, second);
        CompletableFuture<Took> working =
            CompletableFuture.supplyAsync(
                () -> night(api, second, List.of()), task -> Thread.ofPlatform().start(task));
        List<Long> busy = ringWhile(calls, working);
        Took took = working.join();
        say("second night, while calls came in", took);
        System.out.printf(
            Locale.ROOT,
            "  the same questions by a bare session: %,d ms, %,d found; ratio %.2f of at most %.1f%n",
            bare.millis(),
            bare.found(),
            (double) took.millis() / bare.millis(),
            LIMIT);
        print("  ring to lead when quiet", quiet);
        print("  ring to lead meanwhile", busy);
        say("the same night again", night(api, second, List.of()));
      }
      Took nothing = night(api, second, empty(api));
      System.out.printf(
          Locale.ROOT,
          "a club and job with nothing to look at: %.1f ms%n",
          (double) nothing.millis() / EMPTY / NightTown.JOBS.size());
    }
  }

  private static void fill(TestDatabase database, NightTown town) throws Exception {
    long began = System.nanoTime();
    try (Connection owner = owner(database)) {
      town.fill(owner);
    }
    System.out.printf(
        Locale.ROOT,
        "%,d clients, %,d visits in %d clubs made in %,d s%n",
        (long) CLUBS * town.clients(),
        (long) CLUBS * town.clients() * town.visits(),
        CLUBS,
        (System.nanoTime() - began) / 1_000_000_000);
  }

  private static Connection owner(TestDatabase database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), "hub_owner", database.password());
  }

  private static BareNight.Outcome bare(TestDatabase database, LocalDate date) throws Exception {
    try (Connection platform = owner(database);
        Statement role = platform.createStatement();
        Connection session = database.dataSource().getConnection()) {
      role.execute("set role hub_platform");
      return new BareNight(date).ask(session, NightTown.clubIds(platform));
    }
  }

  /** By the runs' own times: from the first's beginning to the last's end. */
  private record Took(long millis, long found, long made, Map<String, Long> ofJobs) {}

  private static Took night(ApiCaller api, LocalDate date, List<String> clubs) {
    List<Long> ids = NightTown.askForNight(api, date, clubs);
    List<JsonNode> runs =
        IntStream.range(0, ids.size())
            .mapToObj(i -> done(api, "jobs/" + NightTown.JOBS.get(i) + "/runs/" + ids.get(i)))
            .toList();
    Instant began =
        runs.stream()
            .map(run -> Instant.parse(run.path("startedAt").asText()))
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Instant ended =
        runs.stream()
            .map(run -> Instant.parse(run.path("endedAt").asText()))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return new Took(
        Duration.between(began, ended).toMillis(),
        runs.stream().mapToLong(run -> run.path("found").asLong()).sum(),
        runs.stream().mapToLong(run -> run.path("made").asLong()).sum(),
        workedByJob(runs));
  }

  private static Map<String, Long> workedByJob(List<JsonNode> runs) {
    Map<String, Long> worked = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      worked.put(NightTown.JOBS.get(i), runs.get(i).path("workedMs").asLong());
    }
    return worked;
  }

  private static JsonNode done(ApiCaller api, String path) {
    JsonNode run =
        await()
            .atMost(Duration.ofHours(1))
            .pollInterval(Duration.ofMillis(200))
            .until(
                () -> api.get(path).json(),
                answer -> !answer.path("status").asText().equals("RUNNING"));
    if (!run.path("status").asText().equals("COMPLETED")) {
      throw new IllegalStateException(run.toString());
    }
    return run;
  }

  private static List<String> empty(ApiCaller api) {
    List<String> slugs = IntStream.range(0, EMPTY).mapToObj(i -> "empty-" + i).toList();
    slugs.forEach(
        slug -> api.post("clubs", "{\"name\": \"%s\", \"slug\": \"%s\"}".formatted(slug, slug)));
    return slugs;
  }

  private static List<Long> ring(RingMeter calls, String prefix, int count) throws IOException {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nanos.addAll(calls.rings(prefix + "%03d".formatted(i), 1));
    }
    return nanos;
  }

  private static List<Long> ringWhile(RingMeter calls, CompletableFuture<?> working)
      throws IOException {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; !working.isDone() && i < 10_000; i++) {
      nanos.addAll(calls.rings("+7917%04d".formatted(i), 1));
      LockSupport.parkNanos(BETWEEN_CALLS.toNanos());
    }
    return nanos;
  }

  private static void say(String what, Took took) {
    System.out.printf(
        Locale.ROOT,
        "%s: %,d ms, %,d found, %,d events; ms of each job: %s%n",
        what,
        took.millis(),
        took.found(),
        took.made(),
        took.ofJobs());
  }

  private static void print(String what, List<Long> nanos) {
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.0f ms, p99 %.0f ms of %d calls%n",
        what,
        RingMeter.percentile(nanos, 50) / 1e6,
        RingMeter.percentile(nanos, 99) / 1e6,
        nanos.size());
  }
}
