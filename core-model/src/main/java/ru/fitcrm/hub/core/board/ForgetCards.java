package ru.fitcrm.hub.core.board;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.ErasedPerson;
import ru.fitcrm.hub.core.person.ForgetPerson;
import ru.fitcrm.hub.core.platform.Columns;

/** Takes what people wrote off an erased person's cards and history, and closes the cards. */
final class ForgetCards implements ForgetPerson {

  private static final String FORGET_TEXTS =
      """
      delete from comment
       where text is not null
         and (client_id = any (:ids) or task_id = any (array(select id from task where client_id = any (:ids))))""";

  /** A reason of the rules is the rules' own; one typed by hand may say anything. */
  private static final String FORGET_CARDS =
      """
      update task
         set comment = null, next_step = null, reason = case when slot is null then 'Данные удалены' else reason end,
             closed_at = coalesce(closed_at, :now), updated_at = :now, version = version + 1
       where client_id = any (:ids)""";

  private final JdbcClient jdbc;

  ForgetCards(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void forget(ErasedPerson person) {
    jdbc.sql(FORGET_TEXTS).param("ids", person.idArray()).update();
    jdbc.sql(FORGET_CARDS)
        .param("ids", person.idArray())
        .param("now", Columns.at(person.at()))
        .update();
  }
}
