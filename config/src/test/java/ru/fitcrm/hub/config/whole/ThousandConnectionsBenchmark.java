package ru.fitcrm.hub.config.whole;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.core.testing.TestDatabase;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/**
 * What 1,000 connections of one node cost: memory, threads, time to start, time until another node
 * has them after a {@code kill -9}, and what they leave when they are removed. To run it alone:
 *
 * <pre>
 * mvn -q -Pbench -pl config -am test -Dtest=ThousandConnectionsBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("benchmark")
class ThousandConnectionsBenchmark {

  private static final int COUNT = Integer.getInteger("hub.bench.connections", 1_000);
  private static final int AT_ONCE = 20;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final double DEAD_AFTER = 15;
  private static final double TAKEN_OVER_WITHIN = 30;

  @Test
  void aThousandConnections() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"))) {
      Hub hub = Hub.start(database);
      double emptyStart = hub.seconds;
      ProcessFacts none = hub.facts();
      System.out.printf("no connection: ready in %.1f s; %s%n", emptyStart, none);

      double added = seconds(() -> add(hub.api(), pbx.port()), () -> pbx.sessions() == COUNT);
      ProcessFacts all = hub.facts();
      System.out.printf(
          "%,d connections: added and logged in within %.1f s; %s%n", COUNT, added, all);
      System.out.printf(
          "a connection: %.1f KB of heap, %.1f KB resident, %.2f threads, %.2f sockets%n",
          (all.heapBytes() - none.heapBytes()) / 1e3 / COUNT,
          (all.residentBytes() - none.residentBytes()) / 1e3 / COUNT,
          (all.threads() - none.threads()) / (double) COUNT,
          (all.sockets() - none.sockets()) / (double) COUNT);

      Hub second = takeOver(database, pbx, hub);
      ends(pbx, second);
      Hub third = restart(database, pbx, emptyStart);
      remove(third, pbx, none);
      third.process.close();
    }
  }

  /** Another node is there already when the owner dies. */
  private static Hub takeOver(TestDatabase database, SandboxPbx pbx, Hub owner) throws Exception {
    Hub other = Hub.start(database);
    int before = pbx.connections();
    long began = System.nanoTime();
    owner.process.kill();
    awaitTrue(() -> pbx.connections() > before);
    double first = (System.nanoTime() - began) / 1e9;
    awaitTrue(() -> pbx.sessions() == COUNT);
    double last = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "owner killed: the first connection is taken over after %.1f s (%.2f of the %.0f s after which a"
            + " node is dead), the last after %.1f s (%.2f of the limit of %.0f s)%n",
        first, first / DEAD_AFTER, DEAD_AFTER, last, last / TAKEN_OVER_WITHIN, TAKEN_OVER_WITHIN);
    return other;
  }

  private static void ends(SandboxPbx pbx, Hub hub) {
    double stopped = seconds(hub.process::close, () -> pbx.sessions() == 0);
    System.out.printf("a node with them all stops in %.1f s%n", stopped);
  }

  private static Hub restart(TestDatabase database, SandboxPbx pbx, double emptyStart)
      throws Exception {
    long began = System.nanoTime();
    Hub hub = Hub.start(database);
    awaitTrue(() -> pbx.sessions() == COUNT);
    double all = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "restart: ready in %.1f s, all logged in after %.1f s: %.2f times a start without any%n",
        hub.seconds, all, all / emptyStart);
    return hub;
  }

  private static void remove(Hub hub, SandboxPbx pbx, ProcessFacts none) throws Exception {
    double removed = seconds(() -> removeAll(hub.api()), () -> pbx.sessions() == 0);
    // The library keeps the thread of a lost connection for up to a minute.
    awaitTrue(() -> hub.facts().threads() < none.threads() + COUNT / 20);
    ProcessFacts left = hub.facts();
    System.out.printf("all removed in %.1f s; left: %s%n", removed, left);
    System.out.printf(
        "left to what was there before: heap %.2f, threads %.2f, sockets %.2f; %s%n",
        left.heapBytes() / (double) none.heapBytes(),
        left.threads() / (double) none.threads(),
        left.sockets() / (double) none.sockets(),
        routes(hub));
  }

  private static String routes(Hub hub) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(hub.api().uri("/actuator/prometheus"))
            .header("Authorization", "Bearer " + HubProcess.KEY)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith("camel_routes"))
          .reduce("", (all, line) -> all + " " + line)
          .strip();
    }
  }

  private static void add(ApiCaller api, int port) {
    api.post("clubs", "{\"name\": \"Север\", \"slug\": \"north\"}");
    List<CompletableFuture<ApiCaller.Answer>> open = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      open.add(
          api.later(
              "POST",
              "clubs/north/connections",
              """
              {"kind": "asterisk", "name": "PBX %d", "enabled": true,
               "settings": {"host": "127.0.0.1", "port": %d, "username": "hub",
                            "password": "secret", "trunks": ["trunk"]}}"""
                  .formatted(i, port)));
      if (open.size() == AT_ONCE) {
        finish(open, 201);
      }
    }
    finish(open, 201);
  }

  private static void removeAll(ApiCaller api) {
    JsonNode items = api.get("clubs/north/connections?limit=500").json().path("items");
    while (!items.isEmpty()) {
      List<CompletableFuture<ApiCaller.Answer>> open = new ArrayList<>();
      for (JsonNode each : items) {
        open.add(api.later("DELETE", "clubs/north/connections/" + each.path("id").asLong(), null));
        if (open.size() == AT_ONCE) {
          finish(open, 204);
        }
      }
      finish(open, 204);
      items = api.get("clubs/north/connections?limit=500").json().path("items");
    }
  }

  private static void finish(List<CompletableFuture<ApiCaller.Answer>> open, int status) {
    for (CompletableFuture<ApiCaller.Answer> each : open) {
      ApiCaller.Answer answer = each.join();
      if (answer.status() != status) {
        throw new IllegalStateException(answer.status() + " " + answer.json());
      }
    }
    open.clear();
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work, BooleanSupplier done) {
    long began = System.nanoTime();
    try {
      work.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    awaitTrue(done::getAsBoolean);
    return (System.nanoTime() - began) / 1e9;
  }

  private static void awaitTrue(java.util.concurrent.Callable<Boolean> condition) {
    await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(condition);
  }

  /** A node and how long it took until it was ready. */
  private record Hub(HubProcess process, double seconds) {

    static Hub start(TestDatabase database) throws IOException {
      long began = System.nanoTime();
      HubProcess process = HubProcess.start(database, "bench");
      return new Hub(process, (System.nanoTime() - began) / 1e9);
    }

    ApiCaller api() {
      return process.api();
    }

    ProcessFacts facts() throws IOException {
      return ProcessFacts.of(process.pid());
    }
  }
}
