package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;

/**
 * Looks after messages nobody settles: those not sent while they were worth it, those whose claim
 * outlived its node, and those whose connection is gone. Any node may do it, several at once too.
 */
public final class SweepOutbox {

  private static final Logger LOG = LoggerFactory.getLogger(SweepOutbox.class);
  private static final int AT_ONCE = 500;

  private static final String STALE = "state = 'WAITING' and good_until <= now()";

  /** From connection to connection, not from row to row: 100,000 may wait for one of them. */
  private static final String ORPHANS =
      """
      with recursive waits(id) as (
        (select connection_id from outbox_message where state = 'WAITING' order by connection_id limit 1)
        union all
        select (select o.connection_id from outbox_message o
                 where o.state = 'WAITING' and o.connection_id > w.id order by o.connection_id limit 1)
          from waits w where w.id is not null
      )
      select (select o.club_id from outbox_message o where o.state = 'WAITING' and o.connection_id = w.id limit 1), w.id
        from waits w
       where w.id is not null and not exists (select 1 from connection c where c.id = w.id)""";

  private static final String LOST =
      """
      state = 'CLAIMED' and (claimed_until < now() or not exists (
        select 1 from node n where n.id = claimed_by and n.heartbeat_at > now() - interval '15 seconds'))""";

  /** What may have been sent is not said to be unsent. */
  private static final String EXPIRE =
      """
      update outbox_message
         set state = case when code in ('sender-lost', 'broke-off') then 'UNKNOWN' else 'EXPIRED' end,
             settled_at = now()
       where id = any (:ids) and %s
      returning *"""
          .formatted(STALE);

  /** Sent again only where the receiver can tell a repetition, and while it is worth it. */
  private static final String FREE =
      """
      update outbox_message
         set state = case when repeatable and good_until > now() then 'WAITING' else 'UNKNOWN' end,
             next_at = now(), claimed_by = null, claimed_until = null,
             code = 'sender-lost', reason = 'The node that was sending it did not say what became of it',
             settled_at = case when repeatable and good_until > now() then null else now() end
       where id = any (:ids) and %s
      returning *"""
          .formatted(LOST);

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final Riders riders;
  private final AttemptLog log;
  private final SettleOrphans orphans;
  private final ReadMessages rows;

  SweepOutbox(ClubGate gate, JdbcClient jdbc, ObjectMapper json, Riders riders) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.riders = riders;
    this.log = new AttemptLog(jdbc);
    this.orphans = new SettleOrphans(jdbc, json, riders);
    this.rows = new ReadMessages(json);
  }

  /**
   * One round; takes some hundred messages at once, so that more may be left for the next.
   *
   * @return how many were changed
   */
  public int sweep() {
    return sweep(LOST, FREE) + sweepOrphans() + sweep(STALE, EXPIRE);
  }

  /** What was on its way while its connection was removed, and came back. */
  private int sweepOrphans() {
    int settled = 0;
    for (Found connection : ofRemovedConnections()) {
      settled +=
          gate.inClub(connection.club(), () -> Integer.valueOf(orphans.settle(connection.id())))
              .intValue();
    }
    return settled;
  }

  private record Found(ClubId club, long id) {}

  private int sweep(String which, String change) {
    Map<ClubId, List<Long>> found =
        find(which).stream()
            .collect(
                Collectors.groupingBy(
                    Found::club, Collectors.mapping(Found::id, Collectors.toList())));
    int changed = 0;
    for (Map.Entry<ClubId, List<Long>> club : found.entrySet()) {
      changed += gate.inClub(club.getKey(), () -> change(change, club.getValue())).intValue();
    }
    return changed;
  }

  private List<Found> ofRemovedConnections() {
    return gate.asPlatform(
        () ->
            jdbc.sql(ORPHANS)
                .query((row, i) -> new Found(new ClubId(row.getLong(1)), row.getLong(2)))
                .list());
  }

  private List<Found> find(String which) {
    return gate.asPlatform(
        () ->
            jdbc.sql("select club_id, id from outbox_message where " + which + " limit :rows")
                .param("rows", AT_ONCE)
                .query((row, i) -> new Found(new ClubId(row.getLong(1)), row.getLong(2)))
                .list());
  }

  private Integer change(String sql, List<Long> ids) {
    List<OutboxMessage> changed =
        jdbc.sql(sql).param("ids", ids.toArray(Long[]::new), Types.ARRAY).query(rows).list();
    for (OutboxMessage message : changed) {
      log.write(message.id(), told(message), message.code(), message.reason(), Duration.ZERO);
      if (message.state() != OutboxState.WAITING) {
        LOG.warn("{} is {} now; a person may replay it", message, message.state());
        riders.settled(message);
      } else {
        riders.waitsAgain(message);
      }
    }
    return changed.size();
  }

  /** Of an attempt whose end nobody saw, also where it is looked for. */
  private static String told(OutboxMessage message) {
    return message.state() == OutboxState.WAITING ? "UNKNOWN" : message.state().name();
  }
}
