package ru.fitcrm.hub.core.replay;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.ErasedPerson;
import ru.fitcrm.hub.core.person.ForgetPerson;

/** Replays by an erased person's phone, id or ref end, and no longer say by which. */
final class ForgetReplays implements ForgetPerson {

  private static final String FORGET =
      """
      update replay
         set filter = filter - 'phone' - 'ref',
             state = case when state = 'RUNNING' then 'STOPPED' else state end,
             ended_at = coalesce(ended_at, now())
       where filter ->> 'phone' = any (:numbers) or filter ->> 'ref' = any (:refs)""";

  private final JdbcClient jdbc;

  ForgetReplays(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void forget(ErasedPerson person) {
    jdbc.sql(FORGET)
        .param("numbers", person.numbers().toArray(String[]::new))
        .param("refs", person.refArray())
        .update();
  }
}
