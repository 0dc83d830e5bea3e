package ru.fitcrm.hub.core.retention;

import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Spring Batch's own notes of executions that have ended: what is true of a run stands in the hub's
 * tables.
 */
final class OldBatchNotes implements PastTerm {

  private static final String OLD =
      """
      select job_execution_id from batch_job_execution
       where create_time < :before and end_time is not null""";

  /** Children before parents. */
  private static final List<String> REMOVE =
      List.of(
          """
          delete from batch_step_execution_context where step_execution_id in (
            select step_execution_id from batch_step_execution where job_execution_id = any (:ids))""",
          "delete from batch_step_execution where job_execution_id = any (:ids)",
          "delete from batch_job_execution_context where job_execution_id = any (:ids)",
          "delete from batch_job_execution_params where job_execution_id = any (:ids)",
          "delete from batch_job_execution where job_execution_id = any (:ids)");

  private static final String REMOVE_INSTANCES =
      """
      delete from batch_job_instance i
       where i.job_instance_id = any (:instances)
         and not exists (select 1 from batch_job_execution e where e.job_instance_id = i.job_instance_id)""";

  private final JdbcClient jdbc;

  OldBatchNotes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "shared-batch-notes";
  }

  @Override
  public boolean shared() {
    return true;
  }

  @Override
  public long count(Terms terms) {
    return jdbc.sql("select count(*) from (" + OLD + ") as old")
        .param("before", before(terms))
        .query(Long.class)
        .single();
  }

  @Override
  public int remove(Terms terms, int most) {
    Long[] ids =
        jdbc.sql(OLD + " order by job_execution_id limit :most")
            .param("before", before(terms))
            .param("most", most)
            .query(Long.class)
            .list()
            .toArray(Long[]::new);
    Long[] instances =
        jdbc.sql(
                """
                select distinct job_instance_id from batch_job_execution
                 where job_execution_id = any (:ids)""")
            .param("ids", ids)
            .query(Long.class)
            .list()
            .toArray(Long[]::new);
    REMOVE.forEach(sql -> jdbc.sql(sql).param("ids", ids).update());
    jdbc.sql(REMOVE_INSTANCES).param("instances", instances).update();
    return ids.length;
  }

  /** Spring Batch writes the node's local time without its zone. */
  private static Timestamp before(Terms terms) {
    return Timestamp.from(terms.daysBefore(terms.keeping().batchDays()));
  }
}
