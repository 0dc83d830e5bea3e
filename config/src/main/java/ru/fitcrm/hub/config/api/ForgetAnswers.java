package ru.fitcrm.hub.config.api;

import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.person.ErasedPerson;
import ru.fitcrm.hub.core.person.ForgetPerson;

/** Drops the answers kept for repeated requests in which an erased person stands. */
@Component
final class ForgetAnswers implements ForgetPerson {

  private static final String FORGET =
      """
      delete from idempotency_key
       where body ->> 'clientId' = any (cast(:ids as text[]))
          or location like '%/clients/%' and body ->> 'id' = any (cast(:ids as text[]))
          or cast(:pattern as text) is not null and cast(body as text) ~ cast(:pattern as text)""";

  private final JdbcClient jdbc;

  ForgetAnswers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void forget(ErasedPerson person) {
    jdbc.sql(FORGET)
        .param("ids", person.idArray())
        .param("pattern", person.pattern(), Types.VARCHAR)
        .update();
  }
}
