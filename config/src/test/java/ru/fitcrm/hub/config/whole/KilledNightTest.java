package ru.fitcrm.hub.config.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.fitcrm.hub.config.start.DatabaseLogins;
import ru.fitcrm.hub.config.start.EmbeddedDatabase;
import ru.fitcrm.hub.config.start.HubFolders;
import ru.fitcrm.hub.config.testing.ApiCaller;

/**
 * The hub and its PostgreSQL are killed while the night is at work: what was found, and the cards
 * and notices that followed, are those of a night nobody disturbed, and no run is a failure.
 */
@Order(1)
class KilledNightTest {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final LocalDate SECOND = NightTown.FIRST.plusDays(1);

  /** What the night leaves, without the hub's own ids. */
  private static final String LEFT =
      """
      select k.slug || ' event ' || e.type || ' ' || e.key || ' ' || e.data
        from event e join club k on k.id = e.club_id
       where e.type like 'client.%' or e.type like 'contract.%' or e.type like 'visits.%'
      union all
      select k.slug || ' card ' || t.slot || ' ' || t.reason || ' ' || coalesce(t.due_on::text, '') || ' '
             || (select count(*) from comment c where c.club_id = t.club_id and c.task_id = t.id)
        from task t join club k on k.id = t.club_id
      union all
      select k.slug || ' stands ' || s.client_id || ' ' || coalesce(s.sleeping_since::text, '') || ' '
             || coalesce(s.lost_since::text, '')
        from client_standing s join club k on k.id = s.club_id
      union all
      select k.slug || ' ran ' || r.job || ' ' || r.business_date || ' ' || r.state || ' ' || r.found || ' ' || r.made
        from job_run_club r join club k on k.id = r.club_id
      order by 1""";

  @TempDir private Path temp;

  @Test
  void aNightInWhichHubAndPostgresAreKilledLeavesWhatAnUndisturbedOneDoes() throws Exception {
    killAndCompare(1, new NightTown(4, 2_000, 3));
  }

  @Test
  @Tag("proof")
  void tenKillsOfEachLeaveWhatAnUndisturbedNightDoes() throws Exception {
    killAndCompare(10, new NightTown(10, 12_000, 5));
  }

  private void killAndCompare(int kills, NightTown town) throws Exception {
    long seed = Long.getLong("hub.test.seed", new Random().nextLong());
    System.out.printf(
        "%d kills of the hub and of PostgreSQL in a night, -Dhub.test.seed=%d%n", kills, seed);
    Path calm = HubFolders.copyOfHub(temp.toRealPath().resolve("calm"));
    try (HubProcess hub = start(calm)) {
      open(town, hub, calm);
      awaitDone(hub.api(), NightTown.askForNight(hub.api(), NightTown.FIRST));
    }
    Path stormy = HubFolders.copy(calm, temp.toRealPath().resolve("stormy"));
    List<String> expected = calmly(calm);
    assertThat(expected).anyMatch(row -> row.contains(" event client.sleeping "));
    assertThat(expected).anyMatch(row -> row.contains(" card "));
    HubProcess victim = start(stormy);
    List<Long> runs = NightTown.askForNight(victim.api(), SECOND);
    Random random = new Random(seed);
    for (int i = 0; i < kills; i++) {
      pause(random.nextInt(400));
      KillPostgres.in(stormy);
      pause(random.nextInt(2_000));
      victim.kill();
      victim = start(stormy);
    }
    try (HubProcess last = victim) {
      awaitDone(last.api(), runs);
      assertThat(left(stormy)).isEqualTo(expected);
    }
  }

  private static List<String> calmly(Path data) throws Exception {
    try (HubProcess hub = start(data)) {
      awaitDone(hub.api(), NightTown.askForNight(hub.api(), SECOND));
      return left(data);
    }
  }

  private static void open(NightTown town, HubProcess hub, Path data) throws Exception {
    town.open(hub.api());
    try (Connection owner = EmbeddedDatabase.ofRunningHub(data).orElseThrow().asOwner()) {
      town.fill(owner);
    }
  }

  private static HubProcess start(Path data) throws IOException {
    return HubProcess.start(Map.of("HUB_DATA", data.toString()));
  }

  /** A failure or a stop is no good end. */
  private static void awaitDone(ApiCaller api, List<Long> runs) {
    for (int i = 0; i < runs.size(); i++) {
      String path = "jobs/" + NightTown.JOBS.get(i) + "/runs/" + runs.get(i);
      await()
          .atMost(LONG)
          .until(() -> status(api.get(path).json()), status -> !status.equals("RUNNING"));
      JsonNode run = api.get(path).json();
      assertThat(status(run)).as(run.toString()).isEqualTo("COMPLETED");
    }
  }

  /** While its PostgreSQL comes back, the hub has no answer. */
  private static String status(JsonNode run) {
    return run.path("id").isNumber() ? run.path("status").asText() : "RUNNING";
  }

  private static List<String> left(Path data) throws IOException, SQLException {
    DatabaseLogins logins = EmbeddedDatabase.ofRunningHub(data).orElseThrow();
    List<String> rows = new ArrayList<>();
    try (Connection owner = logins.asOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("set role " + DatabaseLogins.PLATFORM_ROLE);
      try (ResultSet row = statement.executeQuery(LEFT)) {
        while (row.next()) {
          rows.add(row.getString(1));
        }
      }
    }
    return rows;
  }

  private static void pause(int millis) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }
}
