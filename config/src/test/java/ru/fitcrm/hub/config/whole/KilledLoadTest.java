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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.start.DatabaseLogins;
import ru.fitcrm.hub.config.start.EmbeddedDatabase;
import ru.fitcrm.hub.config.start.HubFolders;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.core.testing.TestDatabase;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.onec.front.Fault;

/**
 * Whatever is killed while 1C is loaded, the result is that of a load nobody disturbed: by the hub
 * all tests share.
 */
@Order(1)
class KilledLoadTest {

  private static final HubUnderTest HUB = HubUnderTest.shared();
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Rows of all kinds of one club, without the hub's own ids and times. */
  private static final String ROWS =
      """
      with who as (select local_id, ref from external_ref where entity = 'client'
                      and club_id = (select id from club where slug = '%s'))
      select 'client ' || w.ref || ' ' || c.kind || ' ' || coalesce(c.name, '') || ' '
             || (c.archived_at is not null) || ' ' || coalesce(a.last_activity_on::text, '') as row
        from client c join who w on w.local_id = c.id left join client_activity a on a.client_id = c.id
      union all
      select 'contract ' || k.ref || ' ' || w.ref || ' ' || k.status || ' ' || k.debt || ' '
             || coalesce(k.ends_on::text, '')
        from contract k join who w on w.local_id = k.client_id
      union all
      select 'payment ' || p.ref || ' ' || w.ref || ' ' || p.amount || ' ' || p.status || ' ' || p.at
             || ' ' || coalesce(k.ref, '')
        from payment p join who w on w.local_id = p.client_id left join contract k on k.id = p.contract_id
      union all
      select 'visit ' || v.ref || ' ' || w.ref || ' ' || v.at from visit v join who w on w.local_id = v.client_id
      union all
      select 'booking ' || b.ref || ' ' || w.ref || ' ' || b.at || ' ' || b.status
        from booking b join who w on w.local_id = b.client_id
      order by 1""";

  private static final String VICTIM = "north";
  private static final AtomicInteger WITNESSES = new AtomicInteger();

  @TempDir private Path temp;

  @Test
  void twoKillsOfTheHubAndTwoOf1cLeaveTheSameRows() throws Exception {
    killAndCompare(2);
  }

  @Test
  @Tag("proof")
  void twentyKillsOfTheHubAndTwentyOf1cLeaveTheSameRows() throws Exception {
    killAndCompare(20);
  }

  @Test
  void twoKillsOfPostgresLeaveTheSameRows() throws Exception {
    killPostgresAndCompare(2);
  }

  @Test
  @Tag("proof")
  void twentyKillsOfPostgresLeaveTheSameRows() throws Exception {
    killPostgresAndCompare(20);
  }

  @Test
  void twoKillsOf1csProcessLeaveTheSameRows() throws Exception {
    kill1cAndCompare(2);
  }

  @Test
  @Tag("proof")
  void twentyKillsOf1csProcessLeaveTheSameRows() throws Exception {
    kill1cAndCompare(20);
  }

  private void killAndCompare(int kills) throws Exception {
    Random random = random(kills, "the hub");
    int clients = 100 * (kills + 1);
    try (SandboxOnec calm = SandboxOnec.start(SandboxOnec.settings().clients(clients));
        SandboxOnec onec = SandboxOnec.start(SandboxOnec.settings().clients(clients));
        TestDatabase database = TestDatabase.create()) {
      List<String> expected = undisturbed(calm.soapUrl());
      onec.faults().always("GetAll", new Fault.Late(Duration.ofMillis(100)));
      HubProcess hub = HubProcess.start(database, "hub");
      var unused = connect(hub.api(), VICTIM, onec.soapUrl());
      for (int i = 0; i < kills; i++) {
        int pages = pages(hub.api(), VICTIM);
        ApiCaller now = hub.api();
        await().atMost(LONG).until(() -> pages(now, VICTIM) > pages);
        pause(random.nextInt(1_500));
        onec.down();
        pause(random.nextInt(500));
        hub.kill();
        onec.up();
        hub = HubProcess.start(database, "hub");
      }
      try (HubProcess last = hub) {
        awaitLoaded(last.api(), VICTIM);
        assertThat(runs(last.api(), VICTIM).path(1).path("read").asLong())
            .isEqualTo(onec.base().count());
        assertThat(rows(database, VICTIM)).isEqualTo(expected);
      }
    }
  }

  private void killPostgresAndCompare(int kills) throws Exception {
    Random random = random(kills, "PostgreSQL");
    int clients = 100 * (kills + 1);
    Path data = HubFolders.copyOfHub(temp.toRealPath().resolve("data"));
    try (SandboxOnec onec = SandboxOnec.start(SandboxOnec.settings().clients(clients))) {
      List<String> expected = undisturbed(onec.soapUrl());
      onec.faults().always("GetAll", new Fault.Late(Duration.ofMillis(100)));
      try (HubProcess hub = HubProcess.start(Map.of("HUB_DATA", data.toString()))) {
        var unused = connect(hub.api(), VICTIM, onec.soapUrl());
        for (int i = 0; i < kills; i++) {
          awaitMorePages(hub.api(), VICTIM);
          pause(random.nextInt(1_000));
          KillPostgres.in(data);
        }
        awaitLoaded(hub.api(), VICTIM);
        assertThat(rows(data)).isEqualTo(expected);
      }
    }
  }

  /** Its base changes while it is read; the witness reads what came of it. */
  private void kill1cAndCompare(int kills) throws Exception {
    Random random = random(kills, "1C");
    int clients = 100 * (kills + 1);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    try (SandboxOnec calm =
            SandboxOnec.start(SandboxOnec.settings().clients(clients).today(today));
        OnecProcess onec =
            OnecProcess.start(
                OnecProcess.MAIN,
                List.of(
                        "--clients",
                        Integer.toString(clients),
                        "--today",
                        today.toString(),
                        "--late",
                        "100",
                        "--changes",
                        temp.resolve("changes").toString())
                    .toArray(String[]::new))) {
      ApiCaller api = HUB.admin();
      String club = newClub();
      String connection = connect(api, club, onec.soapUrl());
      for (int i = 0; i < kills; i++) {
        awaitMorePages(api, club);
        onec.tell("change 30", "changed 30");
        calm.base().change(30);
        pause(random.nextInt(1_000));
        onec.kill();
        onec.startAgain();
      }
      List<String> expected = undisturbed(calm.soapUrl());
      awaitLoaded(api, club);
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(rows(HUB.database(), club)).isEqualTo(expected));
      assertThat(api.delete(connection).status()).isEqualTo(204);
    }
  }

  /** What the hub that nobody kills makes of it, in a club of its own. */
  private static List<String> undisturbed(String soapUrl) {
    String club = newClub();
    String connection = connect(HUB.admin(), club, soapUrl);
    awaitLoaded(HUB.admin(), club);
    List<String> rows = rows(HUB.database(), club);
    assertThat(rows).isNotEmpty();
    assertThat(HUB.admin().delete(connection).status()).isEqualTo(204);
    return rows;
  }

  private static String newClub() {
    return "loaded-" + WITNESSES.incrementAndGet();
  }

  private static Random random(int kills, String what) {
    long seed = Long.getLong("hub.test.seed", new Random().nextLong());
    System.out.printf("%d kills of %s in a load, -Dhub.test.seed=%d%n", kills, what, seed);
    return new Random(seed);
  }

  private static void awaitMorePages(ApiCaller api, String club) {
    await().atMost(LONG).until(() -> pages(api, club) >= 0);
    int before = pages(api, club);
    await().atMost(LONG).until(() -> pages(api, club) > before);
  }

  /** Gives the path of the connection. */
  private static String connect(ApiCaller api, String club, String soapUrl) {
    String path = "clubs/" + club + "/connections";
    String named = "{\"name\": \"Север\", \"slug\": \"%s\"}".formatted(club);
    assertThat(api.post("clubs", named).status()).isEqualTo(201);
    ApiCaller.Answer made =
        api.post(
            path,
            """
            {"kind": "onec-soap", "name": "1С", "enabled": true,
             "settings": {"baseUrl": "%s", "username": "Хаб", "password": "пароль", "pageSize": 50, "follow": {"everyMinutes": 1}}}"""
                .formatted(soapUrl));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return path + "/" + made.id();
  }

  /** Everything, and then the changes. */
  private static void awaitLoaded(ApiCaller api, String club) {
    await()
        .atMost(LONG)
        .until(
            () ->
                runs(api, club).size() >= 2
                    && runs(api, club).path(1).path("state").asText().equals("COMPLETED"));
  }

  /** The newest first: changes before everything. */
  private static JsonNode runs(ApiCaller api, String club) {
    return api.get("clubs/" + club + "/sync-runs").json().path("items");
  }

  /** Less than none where the hub has no answer: its PostgreSQL is just coming back. */
  private static int pages(ApiCaller api, String club) {
    return runs(api, club).isArray() ? runs(api, club).path(0).path("pages").asInt() : -1;
  }

  private static List<String> rows(TestDatabase database, String club) {
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    return database
        .gate()
        .asPlatform(() -> jdbc.sql(ROWS.formatted(club)).query(String.class).list());
  }

  private static List<String> rows(Path data) throws IOException, SQLException {
    DatabaseLogins logins = EmbeddedDatabase.ofRunningHub(data).orElseThrow();
    List<String> rows = new ArrayList<>();
    try (Connection owner = logins.asOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("set role " + DatabaseLogins.PLATFORM_ROLE);
      try (ResultSet row = statement.executeQuery(ROWS.formatted(VICTIM))) {
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
