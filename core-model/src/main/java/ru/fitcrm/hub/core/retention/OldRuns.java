package ru.fitcrm.hub.core.retention;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;

/** Runs of jobs, with what came of them in each club. The foreign keys take those rows along. */
final class OldRuns implements PastTerm {

  private static final String OLD =
      "select id from job_run where started_at < :before and status <> 'RUNNING'";

  private static final String REMOVE =
      """
      delete from job_run where id = any (array(
      """
          + OLD
          + " order by started_at limit :most for update skip locked))";

  private final JdbcClient jdbc;

  OldRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "shared-runs";
  }

  @Override
  public boolean shared() {
    return true;
  }

  @Override
  public int most() {
    return 50;
  }

  @Override
  public long count(Terms terms) {
    return jdbc.sql("select count(*) from (" + OLD + ") as old")
        .param("before", Columns.at(terms.daysBefore(terms.keeping().runDays())))
        .query(Long.class)
        .single();
  }

  @Override
  public int remove(Terms terms, int most) {
    return jdbc.sql(REMOVE)
        .param("before", Columns.at(terms.daysBefore(terms.keeping().runDays())))
        .param("most", most)
        .update();
  }
}
