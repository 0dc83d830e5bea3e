package ru.fitcrm.hub.core.outbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.ErasedPerson;
import ru.fitcrm.hub.core.person.ForgetPerson;

/** Empties what was sent to an erased person or about them; what still waits is not sent. */
final class ForgetSent implements ForgetPerson {

  private static final String FORGET =
      """
      with forgotten as (
        update outbox_message
           set body = '{}', phone = null, reason = null,
               code = case when state = 'WAITING' then 'erased' else code end,
               settled_at = case when state = 'WAITING' then now() else settled_at end,
               state = case when state = 'WAITING' then 'REJECTED' else state end
         where client_id = any (:ids) or phone = any (:ownNumbers)
        returning id
      )
      update delivery_attempt set reason = null, exchange = null
       where message_id = any (array(select id from forgotten))
         and (reason is not null or exchange is not null)""";

  private final JdbcClient jdbc;

  ForgetSent(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void forget(ErasedPerson person) {
    jdbc.sql(FORGET)
        .param("ids", person.idArray())
        .param("ownNumbers", person.ownNumberArray())
        .update();
  }
}
