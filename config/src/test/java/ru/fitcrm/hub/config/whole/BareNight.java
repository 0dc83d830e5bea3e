package ru.fitcrm.hub.config.whole;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.birthdays.Birthdays;
import ru.fitcrm.hub.jobs.debts.DebtsBeforeTermination;
import ru.fitcrm.hub.jobs.duplicates.DuplicateClients;
import ru.fitcrm.hub.jobs.expiring.ExpiringContracts;
import ru.fitcrm.hub.jobs.losing.LosingClients;
import ru.fitcrm.hub.jobs.lost.LostClients;
import ru.fitcrm.hub.jobs.overdue.OverdueCards;
import ru.fitcrm.hub.jobs.sleeping.SleepingClients;
import ru.fitcrm.hub.jobs.visits.VisitsRunningOut;

/**
 * The questions of the night asked by one session, a club and a job at a time, with nothing around
 * them: what nobody was told of goes to a temporary table.
 */
final class BareNight {

  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]+)");

  private static final List<String> QUESTIONS =
      List.of(
          SqlFile.read(ExpiringContracts.class, "expiring.sql"),
          SqlFile.read(DebtsBeforeTermination.class, "debts.sql"),
          of(SleepingClients.class, "asleep.sql", "sleeping.sql"),
          of(LostClients.class, "gone.sql", "lost.sql"),
          SqlFile.read(LosingClients.class, "losing.sql"),
          SqlFile.read(VisitsRunningOut.class, "visits_ending.sql"),
          SqlFile.read(Birthdays.class, "birthdays.sql"),
          SqlFile.read(DuplicateClients.class, "duplicates.sql"),
          SqlFile.read(OverdueCards.class, "overdue.sql"));

  private final Map<String, String> values;

  private static String of(Class<?> job, String people, String find) {
    return "with people as materialized ("
        + SqlFile.read(job, people)
        + ") "
        + SqlFile.read(job, find);
  }

  /**
   * @param date the night's
   */
  BareNight(LocalDate date) {
    this.values =
        Map.of(
            "date", "date '" + date + "'",
            "zone", "'Europe/Moscow'",
            "after", "0",
            "last", Long.toString(Long.MAX_VALUE),
            "expiringDays", "1",
            "debtDays", "10",
            "sleepingDays", "30",
            "lostDays", "7",
            "missedInARow", "3",
            "visitsLeft", "2");
  }

  /**
   * @param found nobody was told of
   * @param millis by the clock
   */
  record Outcome(long found, long millis) {}

  /** Asks all of all clubs; the session is one that may name the club it works for. */
  Outcome ask(Connection session, List<Long> clubs) throws SQLException {
    long found = 0;
    long began = System.nanoTime();
    session.setAutoCommit(false);
    for (long club : clubs) {
      for (String question : QUESTIONS) {
        found += ask(session, club, question);
        session.commit();
      }
    }
    return new Outcome(found, (System.nanoTime() - began) / 1_000_000);
  }

  private long ask(Connection session, long club, String question) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("select set_config('hub.club', '" + club + "', true)");
      statement.execute(
          """
          create temp table found on commit drop as
          select * from (%s) f
           where not exists (select 1 from event_key known where known.key = f.key)"""
              .formatted(filled(question)));
      try (ResultSet row = statement.executeQuery("select count(*) from found")) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private String filled(String question) {
    return PARAMETER
        .matcher(question)
        .replaceAll(
            match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
  }
}
