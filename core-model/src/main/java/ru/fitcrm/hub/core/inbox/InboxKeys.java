package ru.fitcrm.hub.core.inbox;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whom and what a received message names, to find it by: a packet of 1C names thousands. Runs
 * inside the club's gate, in the transaction that applies the message.
 */
public final class InboxKeys {

  private static final String NOTE =
      """
      insert into inbox_key (kind, value, message_id)
      select :kind, v.value, :id from (select distinct unnest(cast(:values as text[])) as value) v
       where v.value <> ''
      on conflict do nothing""";

  private final JdbcClient jdbc;

  InboxKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param phones E.164
   */
  public void phones(long message, Collection<String> phones) {
    note("PHONE", message, phones);
  }

  /**
   * @param refs ids of 1C, of whatever it tells of
   */
  public void refs(long message, Collection<String> refs) {
    note("REF", message, refs);
  }

  private void note(String kind, long message, Collection<String> values) {
    if (!values.isEmpty()) {
      jdbc.sql(NOTE)
          .param("kind", kind)
          .param("id", message)
          .param("values", values.toArray(String[]::new))
          .update();
    }
  }
}
