package ru.fitcrm.hub.core.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.box.SearchBox;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.Where;
import ru.fitcrm.hub.core.testing.TestCore;
import ru.fitcrm.hub.core.testing.TestDatabase;

/** What PostgreSQL plans for each search of 120,000 rows, under row-level security. */
class SearchOutboxTest {

  private static final TestCore CORE = new TestCore(Clock.systemUTC());
  private static final SearchBox<OutboxState> SEARCH = SearchOutbox.in(CORE.get(JdbcClient.class));
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private static final Club CLUB = CORE.club("Большой");

  @BeforeAll
  static void fill() {
    Club other = CORE.club("Другой");
    for (Club one : List.of(CLUB, other)) {
      CORE.runIn(one, () -> fillRows());
    }
  }

  @AfterAll
  static void close() {
    CORE.close();
  }

  static Stream<Arguments> searches() {
    return Stream.of(
        Arguments.of("everything", BoxQuery.ALL, true),
        Arguments.of("by connection", query(3L, null, null, null, null, null, null), true),
        Arguments.of(
            "by a connection nothing went by",
            query(99L, null, null, null, null, null, null),
            false),
        Arguments.of("by kind", query(null, "lead", null, null, null, null, null), true),
        Arguments.of(
            "by the common state",
            query(null, null, OutboxState.DELIVERED, null, null, null, null),
            true),
        Arguments.of(
            "by a rare state",
            query(null, null, OutboxState.UNKNOWN, null, null, null, null),
            true),
        Arguments.of(
            "the failed of a connection",
            query(3L, null, OutboxState.EXPIRED, null, null, null, null),
            true),
        Arguments.of("by phone", query(null, null, null, "+79160000007", null, null, null), true),
        Arguments.of("by client", query(null, null, null, null, 7L, null, null), false),
        Arguments.of(
            "by a number of 1C", query(null, null, null, null, null, "ext-50", null), true),
        Arguments.of(
            "by the receiver's id", query(null, null, null, null, null, null, "ext-7"), true),
        Arguments.of(
            "by phone, state and connection",
            query(7L, null, OutboxState.DELIVERED, "+79160000007", null, null, null),
            true),
        Arguments.of(
            "by time",
            new BoxQuery(null, null, null, null, null, null, null, FROM, FROM.plusSeconds(600)),
            true),
        Arguments.of(
            "by connection and time",
            new BoxQuery(3L, null, null, null, null, null, null, FROM, FROM.plusSeconds(6000)),
            true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("searches")
  void eachSearchGoesByAnIndexWhetherTablesWereAnalyzedOrNot(
      String name, BoxQuery query, boolean some) throws SQLException {
    for (boolean analyzed : new boolean[] {false, true}) {
      if (analyzed) {
        analyze();
      }
      assertNoScan(query);
    }
    assertThat(found(query).isEmpty()).as(name).isEqualTo(!some);
  }

  private static void analyze() throws SQLException {
    TestDatabase database = CORE.database();
    try (Connection owner =
            DriverManager.getConnection(database.jdbcUrl(), "hub_owner", database.password());
        Statement statement = owner.createStatement()) {
      statement.execute("analyze");
    }
  }

  private static void assertNoScan(BoxQuery query) {
    Set<OutboxState> states =
        query.state() == null ? Set.of() : Set.of(OutboxState.valueOf(query.state()));
    for (Where where :
        List.of(
            SEARCH.where(query, states),
            SEARCH.before(
                SEARCH.where(query, states), Instant.parse("2026-06-01T00:00:00Z"), 50_000))) {
      assertThat(plan(SEARCH.newestFirst(where), where.values()))
          .as("the plan of %s", query)
          .contains("Index")
          .doesNotContain("Seq Scan on outbox_message")
          .doesNotContain("Seq Scan on inbox_key");
    }
  }

  private static String plan(String sql, Map<String, Object> values) {
    return CORE.in(
        CLUB,
        () ->
            String.join(
                "\n",
                CORE.get(JdbcClient.class)
                    .sql("explain (costs off) " + sql)
                    .params(values)
                    .param("rows", 101)
                    .query(String.class)
                    .list()));
  }

  @Test
  void aReplayFindsWhatFailedByAnIndex() throws SQLException {
    for (BoxQuery query : List.of(BoxQuery.ALL, query(3L, null, null, null, null, null, null))) {
      Where failed =
          SEARCH.where(
              query, Set.of(OutboxState.REJECTED, OutboxState.UNKNOWN, OutboxState.EXPIRED));
      for (String sql : List.of(SEARCH.oldestFirst(failed), SEARCH.count(failed))) {
        String before = plan(sql.replace(":most", ":rows"), failed.values());
        analyze();
        String after = plan(sql.replace(":most", ":rows"), failed.values());
        assertThat(before + after).contains("Index").doesNotContain("Seq Scan on outbox_message");
      }
    }
  }

  @Test
  void pagesFollowOneAnotherWithoutGapOrRepetition() {
    List<Long> all = found(BoxQuery.ALL, 0, 500).stream().limit(500).toList();
    List<Long> first = found(BoxQuery.ALL, 0, 250).stream().limit(250).toList();
    List<Long> second = found(BoxQuery.ALL, first.getLast(), 250).stream().limit(250).toList();

    assertThat(Stream.concat(first.stream(), second.stream())).containsExactlyElementsOf(all);
  }

  private static List<Long> found(BoxQuery query) {
    return found(query, 0, 10);
  }

  private static List<Long> found(BoxQuery query, long after, int limit) {
    return CORE.in(
        CLUB,
        () ->
            CORE.get(Outbox.class).list(query, new PageRequest(after, limit)).stream()
                .map(OutboxMessage::id)
                .toList());
  }

  private static BoxQuery query(
      @Nullable Long connection,
      @Nullable String kind,
      @Nullable OutboxState state,
      @Nullable String phone,
      @Nullable Long client,
      @Nullable String ref,
      @Nullable String external) {
    String name = state == null ? null : state.name();
    return new BoxQuery(connection, kind, name, phone, client, ref, external, null, null);
  }

  private static void fillRows() {
    JdbcClient jdbc = CORE.get(JdbcClient.class);
    jdbc.sql(
            """
            insert into outbox_message (connection_id, kind, source, source_id, repeatable, lease, phone, external_id,
                                        state, good_for, good_until, created_at)
            select n % 20, case when n % 50 = 0 then 'lead' else 'text' end, 'test', n::text, true, interval '1 minute',
                   '+7916' || lpad((n % 20000)::text, 7, '0'), 'ext-' || n,
                   case when n % 1000 = 3 then 'EXPIRED' when n % 1000 = 23 then 'UNKNOWN' else 'DELIVERED' end,
                   interval '4 hours', now(), timestamptz '2026-01-01' + n * interval '2 minutes'
              from generate_series(1, 60000) n""")
        .update();
  }
}
