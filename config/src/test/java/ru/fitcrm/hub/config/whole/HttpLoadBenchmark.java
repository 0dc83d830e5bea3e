package ru.fitcrm.hub.config.whole;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.core.testing.CopyTheSame;
import ru.fitcrm.hub.core.testing.ProcessorTime;
import ru.fitcrm.hub.core.testing.TestDatabase;

/**
 * A first load of 1,000,000 clients, 1,200,000 contracts and 5,000,000 visits in 100 clubs (times
 * {@code -Dscale}, 0.1 by default) by a hub in a process of its own, over HTTP from a sandbox 1C in
 * another that serves prepared pages; then everything again unchanged, and with 1 % changed.
 *
 * <pre>
 * mvn -q -Pbench -pl config -am test -Dtest=HttpLoadBenchmark -Dscale=0.1 -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("benchmark")
class HttpLoadBenchmark {

  private static final double SCALE = Double.parseDouble(System.getProperty("scale", "0.1"));
  private static final int CLUBS = Integer.getInteger("clubs", 100);
  private static final int BASES = Math.min(10, CLUBS);
  private static final String HEAP = "400m";

  private static final List<String> WRITTEN =
      List.of(
          "client",
          "client_phone",
          "client_activity",
          "external_ref",
          "contract",
          "visit",
          "rejected_row",
          "task");

  @TempDir private Path temp;

  @Test
  void loadOverHttp() throws Exception {
    try (OnecProcess onec =
            OnecProcess.start(
                "ru.fitcrm.hub.sandbox.onec.prepared.PreparedOnecMain",
                "--folder",
                temp.resolve("pages").toString(),
                "--clients",
                Integer.toString((int) (10_000 * SCALE)),
                "--bases",
                Integer.toString(BASES));
        TestDatabase database = TestDatabase.create()) {
      Facts facts = new Facts(database);
      ProcessorTime postgres = new ProcessorTime(database);
      try (HubProcess hub = start(database);
          LiveHeap heap = LiveHeap.watch(hub.pid())) {
        // The first clubs are read while the last are made.
        long cpu = postgres.millis();
        List<Long> connections = new ArrayList<>();
        for (int club = 0; club < CLUBS; club++) {
          connections.add(connect(hub.api(), club, onec.soapUrl()));
        }
        Facts.Load first = facts.load(1, CLUBS);
        long merged = postgres.millis() - cpu;
        print("first load", first);
        System.out.printf("  hub (-Xmx%s): %s%n", HEAP, heap);
        compare(database, first, merged, postgres);

        facts.mark();
        again(hub.api(), connections);
        print("unchanged", facts.load(2, CLUBS));
        System.out.printf("  rows written: %d%n", facts.written());
        facts.mark();
        onec.tell("serve changed", "serving changed");
        again(hub.api(), connections);
        print("1 % changed", facts.load(3, CLUBS));
        System.out.printf("  rows written: %d%n", facts.written());
        System.out.printf("  hub (-Xmx%s): %s%n", HEAP, heap);
      }
    }
  }

  private static HubProcess start(TestDatabase database) throws IOException {
    return HubProcess.start(
        HubProcess.environment(database, "hub"), List.of("-Xmx" + HEAP, "-XX:+UseG1GC"));
  }

  private static long connect(ApiCaller api, int club, String onec) {
    api.post("clubs", "{\"name\": \"Клуб %d\", \"slug\": \"club-%d\"}".formatted(club, club));
    return api.post(
            "clubs/club-" + club + "/connections",
            """
            {"kind": "onec-soap", "name": "1С", "enabled": true,
             "settings": {"baseUrl": "%s/club-%d/fitness/ws/hubexchange.1cws", "username": "Хаб",
                          "password": "пароль", "pageSize": 10000}}"""
                .formatted(onec, club))
        .id();
  }

  private static void again(ApiCaller api, List<Long> connections) {
    for (int club = 0; club < connections.size(); club++) {
      api.post(
          "clubs/club-" + club + "/connections/" + connections.get(club) + "/sync",
          "{\"mode\": \"FULL\"}");
    }
  }

  private static void print(String what, Facts.Load load) {
    System.out.printf(
        Locale.ROOT,
        "%s: %,d rows in %,d ms = %,d rows/s; read and written by the hub in %,d ms, of it written %,d ms%n",
        what,
        load.rows(),
        load.millis(),
        load.rows() * 1000 / Math.max(1, load.millis()),
        load.worked(),
        load.written());
  }

  private static void compare(
      TestDatabase database, Facts.Load load, long merged, ProcessorTime postgres)
      throws Exception {
    try (CopyTheSame copy = new CopyTheSame(database, 0)) {
      long before = postgres.millis();
      long millis = copy.millis();
      long processor = postgres.millis() - before;
      System.out.printf(
          Locale.ROOT,
          """
            plain COPY of what it left, by one session: %,d ms
            the merge part to it: %.2f by the clock (pages are written three at a time: their times are added), \
          %.2f by PostgreSQL's processor time (%,d ms to %,d ms); at most 2 is wanted
          """,
          millis,
          (double) load.written() / millis,
          (double) merged / processor,
          merged,
          processor);
    }
  }

  /** What the database and the kernel know of a load. */
  private static final class Facts {

    private static final String LOAD =
        """
        select sum((select sum(cast(c.value ->> 'read' as bigint)) from jsonb_each(r.counts) c)) as rows,
               cast(extract(epoch from max(r.ended_at) - min(r.started_at)) * 1000 as bigint) as millis,
               sum(r.worked_ms) as worked, sum(r.written_ms) as written
          from (select *, row_number() over (partition by club_id order by id) as turn
                  from sync_run where mode = 'FULL' and state = 'COMPLETED') r
         where r.turn = :turn
        having count(*) = :clubs""";

    private final TestDatabase database;
    private final JdbcClient jdbc;
    private long mark;

    Facts(TestDatabase database) {
      this.database = database;
      this.jdbc = JdbcClient.create(database.dataSource());
    }

    /**
     * One reading of everything by all clubs.
     *
     * @param millis from the first's beginning to the last's end
     * @param worked the clubs' times added
     * @param written of it, with writing
     */
    record Load(long rows, long millis, long worked, long written) {}

    Load load(int turn, int clubs) {
      return await()
          .atMost(Duration.ofHours(2))
          .pollInterval(Duration.ofMillis(500))
          .until(
              () ->
                  database
                      .gate()
                      .asPlatform(
                          () ->
                              jdbc.sql(LOAD)
                                  .param("turn", turn)
                                  .param("clubs", clubs)
                                  .query(Load.class)
                                  .list()),
              loads -> !loads.isEmpty())
          .get(0);
    }

    /** From now on what is written is counted. */
    void mark() {
      mark = number("select cast(cast(pg_current_xact_id() as text) as bigint)");
    }

    /** Rows inserted or updated since the mark; nothing here is ever deleted. */
    long written() {
      long written = 0;
      for (String table : WRITTEN) {
        written +=
            number(
                "select count(*) from "
                    + table
                    + " where cast(cast(xmin as text) as bigint) >= "
                    + mark);
      }
      return written;
    }

    private long number(String sql) {
      return database.gate().asPlatform(() -> jdbc.sql(sql).query(Long.class).single());
    }
  }
}
