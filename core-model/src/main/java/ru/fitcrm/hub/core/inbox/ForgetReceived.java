package ru.fitcrm.hub.core.inbox;

import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.ErasedPerson;
import ru.fitcrm.hub.core.person.ForgetPerson;

/**
 * Drops the raw bodies in which an erased person is found, by number or ref. One that is not
 * applied yet is marked as theirs, and its body goes with the word that it was applied.
 */
final class ForgetReceived implements ForgetPerson {

  /**
   * Digits and letters of refs stand the same in every encoding that comes; other bytes as \nnn.
   */
  private static final String FORGET =
      """
      with found as (
        select m.id, m.state from inbox_message m
         where m.client_id = any (:ids) or m.phone = any (:numbers)
            or cast(:pattern as text) is not null
               and m.id = any (array(select b.message_id from inbox_body b
                                      where encode(b.body, 'escape') ~ cast(:pattern as text)))
      ), dropped as (
        delete from inbox_body
         where message_id = any (array(select id from found where state <> 'RECEIVED'))
      ), unkeyed as (
        delete from inbox_key k
         where k.kind = 'PHONE' and k.value = any (:numbers) or k.kind = 'REF' and k.value = any (:refs)
      ), untold as (
        update inbox_attempt set reason = null
         where message_id = any (array(select id from found)) and reason is not null
      )
      update inbox_message
         set phone = null, answer = null, reason = null,
             client_id = case when state = 'RECEIVED' then :id else client_id end
       where id = any (array(select id from found))""";

  private final JdbcClient jdbc;

  ForgetReceived(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void forget(ErasedPerson person) {
    jdbc.sql(FORGET)
        .param("id", person.id())
        .param("ids", person.idArray())
        .param("numbers", person.numbers().toArray(String[]::new))
        .param("refs", person.refArray())
        .param("pattern", person.pattern(), Types.VARCHAR)
        .update();
  }
}
