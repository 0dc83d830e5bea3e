package ru.fitcrm.hub.config.whole;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ru.fitcrm.hub.config.start.DatabaseLogins;
import ru.fitcrm.hub.config.testing.ApiCaller;

/**
 * Clubs with bases in which each job of the night finds something, the same for the same size:
 * people are told apart by their number alone, nothing is drawn by lot.
 *
 * @param clubs how many
 * @param clients of each
 * @param visits of each client
 */
record NightTown(int clubs, int clients, int visits) {

  /** The first night's business date; the base tells of the time before it. */
  static final LocalDate FIRST = LocalDate.of(2026, 11, 20);

  /** All but the one that asks 1C. */
  static final List<String> JOBS =
      List.of(
          "expiring",
          "debts",
          "sleeping",
          "lost",
          "losing",
          "visits-ending",
          "birthdays",
          "duplicates",
          "overdue-digest",
          "licences",
          "retention");

  private static final String CLIENTS =
      """
      insert into client (club_id, kind, name, birth_date)
      select %1$d, 'CLIENT', 'Клиент ' || n, date '1980-01-01' + n * 37 %% 12000
        from generate_series(1, %2$d) n order by n""";

  private static final String NUMBERED =
      "create temp table numbered as select id, row_number() over (order by id) as n from client where club_id = %1$d";

  private static final List<String> REST =
      List.of(
          """
          insert into client_phone (club_id, client_id, number)
          select %1$d, id, '+7916' || lpad((n - case when n %% 200 = 0 then 1 else 0 end)::text, 7, '0') from numbered""",
          """
          insert into client_activity (club_id, client_id, last_activity_on)
          select %1$d, id, date '%3$s' - cast(n %% 60 as int) from numbered""",
          """
          insert into payment (club_id, connection_id, ref, client_id, kind, amount, status, at, source_hash)
          select %1$d, 0, 'p' || n, id, 'PURCHASE', 1000 + n %% 100, 'SUCCEEDED',
                 date '%3$s' - 200 + time '12:00', 0
            from numbered where n %% 10 <> 0""",
          """
          insert into contract (club_id, connection_id, ref, client_id, kind, term, status, starts_on, ends_on,
                                terminates_on, debt, source_hash, heard_at)
          select %1$d, 0, 'm' || n, id, 'MEMBERSHIP', case when n %% 3 = 0 then 'RECURRING' else 'FIXED_TERM' end,
                 case when n %% 29 = 0 then 'FROZEN' else 'ACTIVE' end, date '%3$s' - 300,
                 case when n %% 3 <> 0 then date '%3$s' - 20 + cast(n %% 365 as int) end,
                 case when n %% 51 = 0 then date '%3$s' + cast(n %% 15 as int) end,
                 case when n %% 51 = 0 then 500 else 0 end, 0, now()
            from numbered""",
          """
          insert into contract (club_id, connection_id, ref, client_id, kind, status, starts_on, visits_total,
                                visits_left, source_hash, heard_at)
          select %1$d, 0, 'k' || n, id, 'PACKAGE', 'ACTIVE', date '%3$s' - 100, 10, n %% 11, 0, now()
            from numbered where n %% 5 = 0""",
          """
          insert into visit (club_id, connection_id, ref, client_id, at, source_hash)
          select %1$d, 0, 'v' || n || '-' || k, id,
                 date '%3$s' - cast(n %% 60 as int) - 3 * k + time '18:00', 0
            from numbered cross join generate_series(0, %4$d - 1) k""",
          """
          insert into booking (club_id, connection_id, ref, client_id, at, status, source_hash)
          select %1$d, 0, 'b' || n || '-' || k, id, date '%3$s' - 2 - 2 * k + time '10:00',
                 case when n %% 40 = 0 then 'MISSED' else 'ATTENDED' end, 0
            from numbered cross join generate_series(0, 3) k where n %% 20 = 0""",
          "drop table numbered");

  /**
   * Makes the clubs by the API, so that they have rules and licences, and stops their own nights.
   */
  void open(ApiCaller api) {
    for (String job : JOBS) {
      expect(200, api.put("jobs/" + job + "/schedule", "{\"enabled\": false}"));
    }
    for (int club = 1; club <= clubs; club++) {
      expect(
          201,
          api.post(
              "clubs", "{\"name\": \"Клуб %d\", \"slug\": \"club-%d\"}".formatted(club, club)));
    }
  }

  /** Fills the clubs' bases; the connection is the owner's. */
  void fill(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute("set role " + DatabaseLogins.PLATFORM_ROLE);
      for (long club : clubIds(owner)) {
        statement.execute("begin");
        for (String sql : all()) {
          statement.execute(String.format(Locale.ROOT, sql, club, clients, FIRST, visits));
        }
        statement.execute("commit");
      }
      statement.execute("reset role");
      statement.execute("vacuum analyze");
    }
  }

  static List<Long> clubIds(Connection platform) throws SQLException {
    try (PreparedStatement clubs =
            platform.prepareStatement("select id from club where slug like 'club-%' order by id");
        var rows = clubs.executeQuery()) {
      List<Long> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
      return ids;
    }
  }

  private static List<String> all() {
    List<String> all = new ArrayList<>(List.of(CLIENTS, NUMBERED));
    all.addAll(REST);
    return all;
  }

  /** Asks for all jobs of a date and gives the ids of their runs, in the order of {@link #JOBS}. */
  static List<Long> askForNight(ApiCaller api, LocalDate date) {
    return askForNight(api, date, List.of());
  }

  /**
   * @param clubs their slugs; none for all
   */
  static List<Long> askForNight(ApiCaller api, LocalDate date, List<String> clubs) {
    return JOBS.stream().map(job -> askFor(api, job, date, clubs)).toList();
  }

  private static long askFor(ApiCaller api, String job, LocalDate date, List<String> clubs) {
    String only = clubs.isEmpty() ? "" : ", \"clubs\": [\"" + String.join("\", \"", clubs) + "\"]";
    return expect(
            202,
            api.post("jobs/" + job + "/runs", "{\"businessDate\": \"" + date + "\"" + only + "}"))
        .id();
  }

  private static ApiCaller.Answer expect(int status, ApiCaller.Answer answer) {
    if (answer.status() != status) {
      throw new IllegalStateException(answer.status() + ": " + answer.json());
    }
    return answer;
  }
}
