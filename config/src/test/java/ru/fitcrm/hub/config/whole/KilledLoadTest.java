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

/** Whatever is killed while 1C is loaded, the result is that of a load nobody disturbed. */
@Order(1)
class KilledLoadTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  /** Rows of all kinds without the hub's own ids and times. */
  private static final String ROWS =
      """
      with who as (select local_id, ref from external_ref where entity = 'client')
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
        HubUnderTest witness = HubUnderTest.start();
        TestDatabase database = TestDatabase.create()) {
      connect(witness.admin(), calm.soapUrl());
      awaitLoaded(witness.admin());
      onec.faults().always("GetAll", new Fault.Late(Duration.ofMillis(100)));
      HubProcess hub = HubProcess.start(database, "hub");
      connect(hub.api(), onec.soapUrl());
      for (int i = 0; i < kills; i++) {
        int pages = pages(hub.api());
        ApiCaller now = hub.api();
        await().atMost(LONG).until(() -> pages(now) > pages);
        pause(random.nextInt(1_500));
        onec.down();
        pause(random.nextInt(500));
        hub.kill();
        onec.up();
        hub = HubProcess.start(database, "hub");
      }
      try (HubProcess last = hub) {
        awaitLoaded(last.api());
        assertThat(runs(last.api()).path(1).path("read").asLong()).isEqualTo(onec.base().count());
        assertThat(rows(database)).isEqualTo(rows(witness.database()));
      }
    }
  }

  private void killPostgresAndCompare(int kills) throws Exception {
    Random random = random(kills, "PostgreSQL");
    int clients = 100 * (kills + 1);
    Path data = HubFolders.copyTo(temp.toRealPath().resolve("data"));
    try (SandboxOnec onec = SandboxOnec.start(SandboxOnec.settings().clients(clients));
        HubUnderTest witness = HubUnderTest.start()) {
      connect(witness.admin(), onec.soapUrl());
      awaitLoaded(witness.admin());
      onec.faults().always("GetAll", new Fault.Late(Duration.ofMillis(100)));
      try (HubProcess hub = HubProcess.start(Map.of("HUB_DATA", data.toString()))) {
        connect(hub.api(), onec.soapUrl());
        for (int i = 0; i < kills; i++) {
          awaitMorePages(hub.api());
          pause(random.nextInt(1_000));
          KillPostgres.in(data);
        }
        awaitLoaded(hub.api());
        assertThat(rows(data)).isEqualTo(rows(witness.database()));
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
                    .toArray(String[]::new));
        HubUnderTest witness = HubUnderTest.start();
        HubUnderTest hub = HubUnderTest.start()) {
      connect(hub.admin(), onec.soapUrl());
      for (int i = 0; i < kills; i++) {
        awaitMorePages(hub.admin());
        onec.tell("change 30", "changed 30");
        calm.base().change(30);
        pause(random.nextInt(1_000));
        onec.kill();
        onec.startAgain();
      }
      connect(witness.admin(), calm.soapUrl());
      awaitLoaded(witness.admin());
      awaitLoaded(hub.admin());
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> assertThat(rows(hub.database())).isEqualTo(rows(witness.database())));
    }
  }

  private static Random random(int kills, String what) {
    long seed = Long.getLong("hub.test.seed", new Random().nextLong());
    System.out.printf("%d kills of %s in a load, -Dhub.test.seed=%d%n", kills, what, seed);
    return new Random(seed);
  }

  private static void awaitMorePages(ApiCaller api) {
    await().atMost(LONG).until(() -> pages(api) >= 0);
    int before = pages(api);
    await().atMost(LONG).until(() -> pages(api) > before);
  }

  private static void connect(ApiCaller api, String soapUrl) {
    assertThat(api.post("clubs", "{\"name\": \"Север\", \"slug\": \"north\"}").status())
        .isEqualTo(201);
    ApiCaller.Answer made =
        api.post(
            "clubs/north/connections",
            """
            {"kind": "onec-soap", "name": "1С", "enabled": true,
             "settings": {"baseUrl": "%s", "username": "Хаб", "password": "пароль", "pageSize": 50, "follow": {"everyMinutes": 1}}}"""
                .formatted(soapUrl));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
  }

  /** Everything, and then the changes. */
  private static void awaitLoaded(ApiCaller api) {
    await()
        .atMost(LONG)
        .until(
            () ->
                runs(api).size() >= 2
                    && runs(api).path(1).path("state").asText().equals("COMPLETED"));
  }

  /** The newest first: changes before everything. */
  private static JsonNode runs(ApiCaller api) {
    return api.get("clubs/north/sync-runs").json().path("items");
  }

  /** Less than none where the hub has no answer: its PostgreSQL is just coming back. */
  private static int pages(ApiCaller api) {
    return runs(api).isArray() ? runs(api).path(0).path("pages").asInt() : -1;
  }

  private static List<String> rows(TestDatabase database) {
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    return database.gate().asPlatform(() -> jdbc.sql(ROWS).query(String.class).list());
  }

  private static List<String> rows(Path data) throws IOException, SQLException {
    DatabaseLogins logins = EmbeddedDatabase.ofRunningHub(data).orElseThrow();
    List<String> rows = new ArrayList<>();
    try (Connection owner = logins.asOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("set role " + DatabaseLogins.PLATFORM_ROLE);
      try (ResultSet row = statement.executeQuery(ROWS)) {
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
