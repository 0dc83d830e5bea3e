package ru.fitcrm.hub.core.retention;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Smaller logs of a club: what people were told and have had a year to read, runs of the sync but
 * the last of each kind, what runs of jobs found, answers kept for repeated requests.
 */
final class OldLogs {

  private static final String NOTICES =
      "select n.id from notice n where n.created_at < :before order by n.created_at";

  private static final String REMOVE_NOTICES =
      """
      with old as (
        {old}
      )
      delete from notice where id = any (array(select id from old))""";

  private static final String SYNC_RUNS =
      """
      select r.id from sync_run r
       where r.ended_at < :before
         and exists (select 1 from sync_run later
                      where later.connection_id = r.connection_id and later.id > r.id
                        and later.mode = r.mode and later.state = 'COMPLETED')
       order by r.id""";

  private static final String REMOVE_SYNC_RUNS =
      """
      with old as (
        {old}
      )
      delete from sync_run where id = any (array(select id from old))""";

  private static final String FINDINGS =
      """
      select f.run_id, f.key from job_finding f
       where f.run_id = any (array(
               select r.id from job_run r where r.started_at < :before and r.status <> 'RUNNING'))
       order by f.run_id""";

  private static final String REMOVE_FINDINGS =
      """
      with old as (
        {old}
      )
      delete from job_finding f using old where f.run_id = old.run_id and f.key = old.key""";

  private static final String ANSWERS =
      "select k.key from idempotency_key k where k.created_at < :before order by k.created_at";

  private static final String REMOVE_ANSWERS =
      """
      with old as (
        {old}
      )
      delete from idempotency_key where key = any (array(select key from old))""";

  private OldLogs() {}

  static PastTerm notices(JdbcClient jdbc) {
    return new OldRows(jdbc, "notices", Terms::logsBefore, NOTICES, REMOVE_NOTICES);
  }

  static PastTerm syncRuns(JdbcClient jdbc) {
    return new OldRows(jdbc, "sync-runs", Terms::logsBefore, SYNC_RUNS, REMOVE_SYNC_RUNS);
  }

  static PastTerm findings(JdbcClient jdbc) {
    return new OldRows(
        jdbc,
        "job-findings",
        terms -> terms.daysBefore(terms.keeping().findingDays()),
        FINDINGS,
        REMOVE_FINDINGS);
  }

  static PastTerm answers(JdbcClient jdbc) {
    return new OldRows(jdbc, "answers", Terms::bodiesBefore, ANSWERS, REMOVE_ANSWERS);
  }
}
