package ru.fitcrm.hub.core.sync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.testing.TestCore;

/**
 * A first load of 1,000,000 clients, 1,200,000 contracts and 5,000,000 visits in 100 clubs (times
 * {@code -Dscale}, 0.1 by default), against a plain COPY of the very rows it left into tables with
 * the same keys, indexes and checks; then the same again unchanged, and with 1 % changed.
 *
 * <pre>
 * mvn -q -Pbench -pl core-model test -Dtest=MergeBenchmark -Dscale=0.1
 * </pre>
 */
@Tag("benchmark")
class MergeBenchmark {

  private static final double SCALE = Double.parseDouble(System.getProperty("scale", "0.1"));
  private static final int CLUBS = Integer.getInteger("clubs", 100);
  private static final int CLIENTS = (int) (10_000 * SCALE);
  private static final int CONTRACTS = (int) (12_000 * SCALE);
  private static final int VISITS = (int) (50_000 * SCALE);
  private static final int PAGE = 10_000;
  private static final Instant START = Instant.parse("2020-01-01T08:00:00Z");

  /** What one first load writes, in the order foreign keys want. */
  private static final List<String> TABLES =
      List.of("client", "client_phone", "external_ref", "contract", "visit", "client_activity");

  private final TestCore core = new TestCore(Clock.systemUTC());

  @Test
  void mergeAgainstCopy() throws Exception {
    List<Lease> leases = new ArrayList<>();
    warmUp();
    for (int i = 0; i < CLUBS; i++) {
      Club club = core.club("Клуб " + i);
      leases.add(core.clubSystem(club));
    }
    long first = load(leases, "", 0);
    long copied = copyTheSame();
    long rows = (long) CLUBS * (CLIENTS + CONTRACTS + VISITS);
    System.out.printf(
        Locale.ROOT,
        "first load: %,d rows in %,d ms = %,d rows/s%n",
        rows,
        first,
        rows * 1000 / first);
    System.out.printf(Locale.ROOT, "  plain COPY of what it left: %,d ms%n", copied);
    System.out.printf(
        Locale.ROOT, "  ratio to COPY: %.2f (at most 2 is wanted)%n", (double) first / copied);

    String before = written();
    long again = load(leases, "", 0);
    System.out.printf(Locale.ROOT, "unchanged: %,d ms = %,d rows/s%n", again, rows * 1000 / again);
    System.out.printf(Locale.ROOT, "  rows written: %s -> %s%n", before, written());
    long some = load(leases, "!", 1);
    System.out.printf(Locale.ROOT, "1 %% changed: %,d ms, rows written: %s%n", some, written());
    core.close();
  }

  /** So that the virtual machine has compiled what is measured. */
  private void warmUp() {
    for (int i = 0; i < 3; i++) {
      Lease lease = core.clubSystem(core.club("Разминка " + i));
      core.get(FollowClubSystem.class)
          .follow(lease, new MadeUpSystem(i, "", 0), ClubSystem.Mode.FULL, null, pause -> false);
    }
  }

  private long load(List<Lease> leases, String mark, int percent) {
    long spent = 0;
    for (int i = 0; i < CLUBS; i++) {
      MadeUpSystem system = new MadeUpSystem(i, mark, percent);
      long start = System.nanoTime();
      core.get(FollowClubSystem.class)
          .follow(leases.get(i), system, ClubSystem.Mode.FULL, null, pause -> false);
      // The time to make the rows is the sender's.
      spent += System.nanoTime() - start - system.reading;
    }
    return spent / 1_000_000;
  }

  /** A club's base: clients, contracts, visits, in pages. */
  private static final class MadeUpSystem extends ReadOnlySystem {

    private final int club;
    private final String mark;
    private final int percent;
    long reading;

    MadeUpSystem(int club, String mark, int percent) {
      this.club = club;
      this.mark = mark;
      this.percent = percent;
    }

    @Override
    public Reading read(Mode mode, @Nullable String position) {
      long start = System.nanoTime();
      int from = position == null ? 0 : Integer.parseInt(position);
      int all = CLIENTS + CONTRACTS + VISITS;
      int end = from < CLIENTS ? CLIENTS : from < CLIENTS + CONTRACTS ? CLIENTS + CONTRACTS : all;
      int to = Math.min(from + PAGE, end);
      Packet packet =
          packet(
              rows(from, to, 0, CLIENTS, n -> client(club, n, n % 100 < percent ? mark : "")),
              rows(from, to, CLIENTS, CONTRACTS, n -> contract(n, n % 100 < percent ? mark : "")),
              rows(
                  from, to, CLIENTS + CONTRACTS, VISITS, n -> visit(n, n % 100 < percent ? 1 : 0)));
      reading += System.nanoTime() - start;
      return new Reading.Page(packet, to == all ? null : Integer.toString(to), null, (long) all);
    }

    private static <T> List<T> rows(int from, int to, int first, int count, IntFunction<T> make) {
      List<T> rows = new ArrayList<>();
      for (int n = Math.max(from, first); n < Math.min(to, first + count); n++) {
        rows.add(make.apply(n - first));
      }
      return rows;
    }
  }

  private static Packet packet(
      List<Packet.Client> clients, List<Packet.Contract> contracts, List<Packet.Visit> visits) {
    return new Packet(clients, contracts, List.of(), visits, List.of(), List.of(), true);
  }

  private static String guid(int kind, int n) {
    // As scattered as 1C's are.
    long spread = (n + 1L) * 0x9E3779B97F4A7C15L;
    return new UUID(spread ^ (kind * 0x5851F42D4C957F2DL), spread * 31).toString();
  }

  private static Packet.Client client(int club, int n, String mark) {
    return new Packet.Client(
        guid(1, n),
        "1",
        "Иванова Анна Петровна " + n + mark,
        List.of("8 (9" + (10 + club % 90) + ") " + (1_000_000 + n)),
        n % 3 == 0 ? "anna" + n + "@example.ru" : null,
        "1990-01-" + (10 + n % 20),
        null,
        "false");
  }

  private static Packet.Contract contract(int n, String mark) {
    return new Packet.Contract(
        guid(2, n),
        "1",
        guid(1, n % CLIENTS),
        "MEMBERSHIP",
        n % 2 == 0 ? "RECURRING" : "FIXED_TERM",
        "Безлимит на год" + mark,
        "ACTIVE",
        "2025-11-01",
        "2026-10-31",
        null,
        null,
        "12000.00",
        "0",
        null,
        null,
        "2025-11-01T10:00:00",
        "false");
  }

  private static Packet.Visit visit(int n, int later) {
    Instant at = START.plus(Duration.ofMinutes((long) n * 3_000_000 / VISITS + later));
    return new Packet.Visit(
        guid(3, n), null, guid(1, (int) ((n * 7919L) % CLIENTS)), at.toString(), null);
  }

  /** Rows inserted, updated and deleted so far in the tables of a first load. */
  private String written() {
    return core.get(ClubGate.class)
        .asPlatform(
            () -> {
              JdbcClient jdbc = core.get(JdbcClient.class);
              jdbc.sql("select pg_stat_force_next_flush()").query(rs -> {});
              return jdbc.sql(
                      """
                      select sum(n_tup_ins) || '/' || sum(n_tup_upd) || '/' || sum(n_tup_del)
                        from pg_stat_user_tables
                       where relname in ('client', 'client_phone', 'external_ref', 'contract', 'visit',
                                         'client_activity', 'rejected_row', 'event', 'task')""")
                  .query(String.class)
                  .single();
            });
  }

  /**
   * Into tables made like the originals, without row-level security, club by club as the load was,
   * in transactions of a page's size.
   */
  private long copyTheSame() throws SQLException, IOException {
    try (Connection owner =
            DriverManager.getConnection(
                core.database().jdbcUrl(), "hub_owner", core.database().password());
        Statement sql = owner.createStatement()) {
      sql.execute("set role hub_platform");
      Map<String, List<byte[]>> pages = new LinkedHashMap<>();
      CopyManager copy = owner.unwrap(PGConnection.class).getCopyAPI();
      for (String table : TABLES) {
        pages.put(table, pagesOf(copy, columns(sql, table), table));
      }
      sql.execute("reset role");
      for (String table : TABLES) {
        sql.execute("create table copy_" + table + " (like " + table + " including all)");
        if (table.equals("client")) {
          sql.execute("alter table copy_client alter column id drop identity if exists");
        }
      }
      sql.execute(
          "alter table copy_client_phone add foreign key (club_id, client_id) references copy_client (club_id, id)");
      sql.execute(
          "alter table copy_contract add foreign key (club_id, client_id) references copy_client (club_id, id)");
      sql.execute(
          "alter table copy_client_activity add foreign key (club_id, client_id) references copy_client (club_id, id)");
      sql.execute("alter table copy_client add foreign key (club_id) references club");
      sql.execute("alter table copy_external_ref add foreign key (club_id) references club");
      Map<String, String> columns = new LinkedHashMap<>();
      for (String table : TABLES) {
        columns.put(table, columns(sql, table));
      }
      long start = System.nanoTime();
      for (String table : TABLES) {
        for (byte[] page : pages.getOrDefault(table, List.of())) {
          copy.copyIn(
              "copy copy_" + table + " (" + columns.get(table) + ") from stdin",
              new ByteArrayInputStream(page));
        }
      }
      return (System.nanoTime() - start) / 1_000_000;
    }
  }

  private static String columns(Statement sql, String table) throws SQLException {
    try (var row =
        sql.executeQuery(
            "select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns"
                + " where is_generated = 'NEVER' and table_name = '"
                + table
                + "'")) {
      row.next();
      return row.getString(1);
    }
  }

  private static List<byte[]> pagesOf(CopyManager copy, String columns, String table)
      throws SQLException, IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    // In the order they were written.
    copy.copyOut(
        "copy (select "
            + columns
            + " from "
            + table
            + " where club_id > (select max(id) from club where name like 'Разминка%')"
            + " order by ctid) to stdout",
        all);
    List<byte[]> pages = new ArrayList<>();
    byte[] bytes = all.toByteArray();
    int from = 0;
    int lines = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' && (++lines % PAGE == 0 || i == bytes.length - 1)) {
        pages.add(Arrays.copyOfRange(bytes, from, i + 1));
        from = i + 1;
      }
    }
    return pages;
  }
}
