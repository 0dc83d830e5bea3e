package ru.fitcrm.hub.core.call;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.ErasedPerson;
import ru.fitcrm.hub.core.person.ForgetPerson;

/** Takes an erased person's number, name and recordings' names off their calls. */
final class ForgetCalls implements ForgetPerson {

  private static final String FORGET =
      """
      update call set client_number = null, caller_name = null, phone = null, recording = null, updated_at = now()
       where client_id = any (:ids) or client_id is null and phone = any (:ownNumbers)""";

  private final JdbcClient jdbc;

  ForgetCalls(JdbcClient jdbc) {
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
