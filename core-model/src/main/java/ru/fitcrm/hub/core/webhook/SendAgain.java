package ru.fitcrm.hub.core.webhook;

import java.sql.Types;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Sends events again, because a person wants it: one, or all since a moment that did not arrive.
 * Every id stays, so that the receiver can tell what it has. Runs inside the club's gate.
 */
public final class SendAgain {

  private static final String RECOVER = SqlFile.read(SendAgain.class, "recover.sql");

  private static final String RESEND =
      """
      with again as (
        update outbox_message
           set state = 'WAITING', attempts = 0, next_at = now(), good_until = now() + good_for,
               settled_at = null, code = null, reason = null
         where connection_id = :endpoint and id = :id and source = 'webhook' and state <> 'CLAIMED' and body_removed_at is null
        returning id
      )
      insert into delivery_attempt (message_id, outcome, reason) select id, 'REPLAYED', 'by ' || :author from again""";

  private static final String BODY_REMOVED =
      """
      select body_removed_at is not null
        from outbox_message where connection_id = :endpoint and id = :id and source = 'webhook'""";

  private final JdbcClient jdbc;

  SendAgain(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What a recovery found to do. Asked again it finds only what has failed since.
   *
   * @param again deliveries that had failed and wait again
   * @param missing events the endpoint wants and was never sent: it was off, or not there yet
   */
  public record Recovery(long endpointId, Instant since, String state, long again, long missing) {}

  private record Found(long again, long missing) {}

  /** One delivery, also one that arrived. */
  public void resend(long endpoint, long id, String author) {
    int changed =
        jdbc.sql(RESEND)
            .param("endpoint", endpoint)
            .param("id", id)
            .param("author", author)
            .update();
    if (changed == 0) {
      throw whyNot(endpoint, id);
    }
  }

  private RuntimeException whyNot(long endpoint, long id) {
    return jdbc.sql(BODY_REMOVED)
        .param("endpoint", endpoint)
        .param("id", id)
        .query(Boolean.class)
        .optional()
        .<RuntimeException>map(
            removed ->
                removed
                    ? new Conflict("outbox.body-removed", "What it said was removed by its time")
                    : new Conflict(
                        "webhook.sending", "It is being sent at this moment: look again soon"))
        .orElseGet(() -> new NotFound("delivery", id));
  }

  /**
   * All that was told since then and has not arrived.
   *
   * @param author for the deliveries' history
   */
  public Recovery recover(long endpoint, Instant since, String author) {
    Found found =
        jdbc.sql(RECOVER)
            .param("endpoint", endpoint)
            .param("since", Columns.at(since), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("author", author)
            .query(Found.class)
            .single();
    return new Recovery(endpoint, since, "COMPLETED", found.again(), found.missing());
  }
}
