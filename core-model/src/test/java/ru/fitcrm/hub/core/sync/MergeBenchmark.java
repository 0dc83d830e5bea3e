package ru.fitcrm.hub.core.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.testing.CopyTheSame;
import ru.fitcrm.hub.core.testing.ProcessorTime;
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

  private final TestCore core = new TestCore(Clock.systemUTC());

  @Test
  void mergeAgainstCopy() throws Exception {
    List<Lease> leases = new ArrayList<>();
    warmUp();
    for (int i = 0; i < CLUBS; i++) {
      Club club = core.club("Клуб " + i);
      leases.add(core.clubSystem(club));
    }
    ProcessorTime postgres = new ProcessorTime(core.database());
    long before = postgres.millis();
    long first = load(leases, "", 0);
    long merged = postgres.millis() - before;
    copyTheSame(first, merged, postgres);
    long rows = (long) CLUBS * (CLIENTS + CONTRACTS + VISITS);
    System.out.printf(
        Locale.ROOT,
        "first load: %,d rows in %,d ms = %,d rows/s%n",
        rows,
        first,
        rows * 1000 / first);
    String was = written();
    long again = load(leases, "", 0);
    System.out.printf(Locale.ROOT, "unchanged: %,d ms = %,d rows/s%n", again, rows * 1000 / again);
    System.out.printf(Locale.ROOT, "  rows written: %s -> %s%n", was, written());
    long some = load(leases, "!", 1);
    System.out.printf(Locale.ROOT, "1 %% changed: %,d ms, rows written: %s%n", some, written());
    core.close();
  }

  private void copyTheSame(long first, long merged, ProcessorTime postgres) throws Exception {
    long warm =
        core.get(ClubGate.class)
            .asPlatform(
                () ->
                    core.get(JdbcClient.class)
                        .sql("select max(id) from club where name like 'Разминка%'")
                        .query(Long.class)
                        .single());
    try (CopyTheSame copy = new CopyTheSame(core.database(), warm)) {
      long before = postgres.millis();
      long copied = copy.millis();
      long processor = postgres.millis() - before;
      System.out.printf(
          Locale.ROOT,
          """
            plain COPY of what it left: %,d ms, %,d ms of PostgreSQL's processor time
            ratio to COPY: %.2f, of PostgreSQL's processor time %.2f (at most 2 is wanted)
          """,
          copied,
          processor,
          (double) first / copied,
          (double) merged / processor);
    }
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
      spent += System.nanoTime() - start;
    }
    return spent / 1_000_000;
  }

  /**
   * A club's base: clients, contracts, visits, in pages made beforehand: to make them is the
   * sender's time.
   */
  private static final class MadeUpSystem extends ReadOnlySystem {

    private static final int ALL = CLIENTS + CONTRACTS + VISITS;

    private final List<Reading.Page> pages = new ArrayList<>();

    MadeUpSystem(int club, String mark, int percent) {
      for (int from = 0, to; from < ALL; from = to) {
        int end = from < CLIENTS ? CLIENTS : from < CLIENTS + CONTRACTS ? CLIENTS + CONTRACTS : ALL;
        to = Math.min(from + PAGE, end);
        Packet packet =
            packet(
                rows(from, to, 0, CLIENTS, n -> client(club, n, n % 100 < percent ? mark : "")),
                rows(from, to, CLIENTS, CONTRACTS, n -> contract(n, n % 100 < percent ? mark : "")),
                rows(
                    from,
                    to,
                    CLIENTS + CONTRACTS,
                    VISITS,
                    n -> visit(n, n % 100 < percent ? 1 : 0)));
        String next = to == ALL ? null : Integer.toString(pages.size() + 1);
        pages.add(new Reading.Page(packet, next, null, (long) ALL));
      }
    }

    @Override
    public Reading read(Mode mode, @Nullable String position) {
      return pages.get(position == null ? 0 : Integer.parseInt(position));
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
}
