package ru.fitcrm.hub.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.outbox.MessageKind;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxRider;
import ru.fitcrm.hub.core.outbox.OutboxState;
import ru.fitcrm.hub.core.platform.BusinessClock;

/**
 * Rides the outbox with webhooks, and switches an endpoint off that is gone or has failed for days.
 * It does so whatever became of the endpoint's own route: the notice goes by the club's rules.
 */
final class WebhookDeliveries implements OutboxRider {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDeliveries.class);

  /** Answered 410, as Standard Webhooks has it. */
  static final String GONE = "gone";

  private static final MessageKind KIND =
      new MessageKind("webhook", Duration.ofDays(3), Duration.ofSeconds(60), true, true);

  private static final String TAKEN =
      """
      insert into webhook_endpoint as w (connection_id, last_success_at)
      select id, now() from connection where id = :id
      on conflict (club_id, connection_id) do update
         set last_success_at = now(), failing_since = null
       where w.failing_since is not null
          or coalesce(w.last_success_at, '-infinity') < now() - interval '1 minute'""";

  /**
   * The days begin anew after two days without any attempt: what nobody tried says nothing of an
   * endpoint. Switching it on again, which the table's trigger sees, begins them anew too.
   */
  private static final String NOT_TAKEN =
      """
      insert into webhook_endpoint as w (connection_id, failing_since, last_failure_at)
      select id, now(), now() from connection where id = :id and enabled
      on conflict (club_id, connection_id) do update
         set failing_since = case when w.last_failure_at > now() - interval '2 days'
                                  then coalesce(w.failing_since, now()) else now() end,
             last_failure_at = now()
       where w.failing_since is null
          or coalesce(w.last_failure_at, '-infinity') < now() - interval '10 seconds'
      returning w.failing_since < now() - interval '5 days'""";

  private static final String SWITCH_OFF =
      """
      with off as (
        update connection set enabled = false, version = version + 1 where id = :id and enabled returning id
      )
      insert into webhook_endpoint as w (connection_id, off_because, off_at) select id, :because, now() from off
      on conflict (club_id, connection_id) do update set off_because = excluded.off_because, off_at = now()""";

  private final JdbcClient jdbc;
  private final Journal journal;
  private final ClubDirectory clubs;
  private final BusinessClock clock;

  WebhookDeliveries(JdbcClient jdbc, Journal journal, ClubDirectory clubs, BusinessClock clock) {
    this.jdbc = jdbc;
    this.journal = journal;
    this.clubs = clubs;
    this.clock = clock;
  }

  @Override
  public MessageKind kind() {
    return KIND;
  }

  @Override
  public void settled(OutboxMessage message) {
    if (message.state() == OutboxState.DELIVERED) {
      jdbc.sql(TAKEN).param("id", message.connectionId()).update();
    } else if (message.state() == OutboxState.REJECTED
        && !"connection-gone".equals(message.code())) {
      failed(message);
    }
  }

  @Override
  public void waitsAgain(OutboxMessage message) {
    if (!"sender-lost".equals(message.code())) {
      failed(message);
    }
  }

  private void failed(OutboxMessage message) {
    if (GONE.equals(message.code())) {
      switchOff(message.connectionId(), "GONE");
      return;
    }
    boolean forDays =
        jdbc.sql(NOT_TAKEN)
            .param("id", message.connectionId())
            .query(Boolean.class)
            .optional()
            .orElse(false);
    if (forDays) {
      switchOff(message.connectionId(), "FAILING");
    }
  }

  private void switchOff(long endpoint, String because) {
    if (jdbc.sql(SWITCH_OFF).param("id", endpoint).param("because", because).update() == 0) {
      return;
    }
    LOG.warn(
        "Webhook endpoint {} is switched off ({}); its deliveries wait until somebody switches it on"
            + " or they expire",
        endpoint,
        because);
    tell(endpoint, because);
  }

  /** As a lost connection: the club's rules know whom to tell, and by what. */
  private void tell(long endpoint, String because) {
    Club club = clubs.here();
    Instant now = clock.instant();
    NewEvent event =
        new NewEvent(
            "connection.down",
            "connection.down:" + endpoint + ":off:" + UUID.randomUUID(),
            "connection",
            endpoint,
            null,
            Map.of(
                "connectionId",
                endpoint,
                "kind",
                WebhookEndpoint.KIND,
                "code",
                because.equals("GONE") ? "endpoint-gone" : "endpoint-failing",
                "disabled",
                true),
            now);
    journal.append(List.of(event), now, now.atZone(club.zone()).toLocalDate());
  }
}
