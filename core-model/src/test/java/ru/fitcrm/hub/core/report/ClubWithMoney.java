package ru.fitcrm.hub.core.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.testing.TestCore;

/** A club whose contracts and payments are written by hand, and its reports. */
final class ClubWithMoney {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final TestCore core;
  private final Club club;
  private final ZoneId zone;
  private long refs;

  ClubWithMoney(TestCore core, String zone) {
    this.core = core;
    this.zone = ZoneId.of(zone);
    this.club =
        core.get(ClubDirectory.class)
            .create(new ClubEdit("Клуб", "money-" + NUMBER.incrementAndGet(), null, zone));
  }

  long client(@Nullable String name) {
    return insert("insert into client (kind, name) values ('CLIENT', ?) returning id", name);
  }

  long branchOf(long client) {
    long branch = insert("insert into branch (name) values (?) returning id", ref());
    write("update client set branch_id = ? where id = ?", branch, client);
    return branch;
  }

  void archive(long client) {
    write("update client set archived_at = now(), archive_reason = 'x' where id = ?", client);
  }

  /**
   * A contract of a term ("FIXED_TERM", "RECURRING") or a package (null), and its other columns.
   */
  long contract(long client, @Nullable String term, String status, Map<String, Object> more) {
    long id =
        insert(
            """
            insert into contract (connection_id, ref, client_id, kind, term, title, status, source_hash, heard_at)
            values (0, ?, ?, ?, ?, ?, ?, 0, '2026-01-01T00:00:00Z') returning id""",
            ref(),
            client,
            term == null ? "PACKAGE" : "MEMBERSHIP",
            term,
            "Контракт",
            status);
    more.forEach(
        (column, value) ->
            write(
                "update contract set " + column + " = ? where id = ?",
                value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value,
                id));
    return id;
  }

  void paid(long client, @Nullable Long contract, String kind, String status, int sum, Instant at) {
    write(
        """
        insert into payment (connection_id, ref, client_id, contract_id, kind, amount, status, at, source_hash)
        values (0, ?, ?, ?, ?, ?, ?, ?, 0)""",
        ref(),
        client,
        contract,
        kind,
        BigDecimal.valueOf(sum),
        status,
        at.atOffset(ZoneOffset.UTC));
  }

  void purchase(long client, int sum, Instant at) {
    paid(client, null, "PURCHASE", "SUCCEEDED", sum, at);
  }

  void visited(long client, Instant at) {
    write(
        "insert into visit (connection_id, ref, client_id, at, source_hash) values (0, ?, ?, ?, 0)",
        ref(),
        client,
        at.atOffset(ZoneOffset.UTC));
  }

  Instant at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(zone).toInstant();
  }

  ReportAsked on(LocalDate date) {
    return during(date, date);
  }

  ReportAsked during(LocalDate from, LocalDate to) {
    return new ReportAsked(to, from, to, null, null, null, null, "STARTS");
  }

  List<ReportRow> rows(String report, ReportAsked asked) {
    return core.in(
        club,
        () -> {
          ReportBook book = core.get(ReportBook.class);
          return book.rows(book.get(report), asked, ReportPlace.START, 500);
        });
  }

  List<ReportRow> page(String report, ReportAsked asked, ReportPlace after, int limit) {
    return core.in(
        club,
        () -> {
          ReportBook book = core.get(ReportBook.class);
          return book.rows(book.get(report), asked, after, limit);
        });
  }

  List<Long> clients(String report, ReportAsked asked) {
    return rows(report, asked).stream().map(ReportRow::clientId).toList();
  }

  Map<String, @Nullable Object> totals(String report, ReportAsked asked) {
    return core.in(
        club,
        () -> {
          ReportBook book = core.get(ReportBook.class);
          return book.totals(book.get(report), asked);
        });
  }

  boolean isAvailable(String report) {
    return core.in(
        club,
        () -> {
          ReportBook book = core.get(ReportBook.class);
          return book.isAvailable(book.get(report));
        });
  }

  private void write(String sql, @Nullable Object... values) {
    core.runIn(
        club, () -> core.get(JdbcClient.class).sql(sql).params(Arrays.asList(values)).update());
  }

  private long insert(String sql, @Nullable Object... values) {
    return core.in(
        club,
        () ->
            core.get(JdbcClient.class)
                .sql(sql)
                .params(Arrays.asList(values))
                .query(Long.class)
                .single());
  }

  private String ref() {
    refs++;
    return "r" + refs;
  }
}
