package ru.fitcrm.hub.core.connection;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;

/**
 * Which node runs which connection. A connection has one owner at a time; ownership hangs on the
 * node's heartbeat by the database's clock, and every change of owner makes the fence grow.
 */
public final class Ownership {

  /** A node silent for longer is dead. */
  private static final String DEAD_AFTER = "15 seconds";

  private static final String BEAT =
      """
      update node set heartbeat_at = now()
       where id = :node and heartbeat_at > now() - interval '%s'"""
          .formatted(DEAD_AFTER);

  private static final String CLAIM_FREE =
      """
      update connection c
         set owner_node = :node, fence = fence + 1, live_since = coalesce(live_since, now())
       where c.id in (
         select k.id from connection k join club on club.id = k.club_id
           left join node n on n.id = k.owner_node
          where k.enabled and club.active and not (%s)
            and (n.id is null or n.heartbeat_at < now() - interval '%s')
          order by k.id
          for update of k skip locked)"""
          .formatted(KindModule.lockedSql("k"), DEAD_AFTER);

  private static final String OWNED =
      """
      select club_id, id, kind, fence, version from connection k
       where owner_node = :node and enabled and not (%s)
         and exists (select 1 from club where club.id = k.club_id and club.active)
       order by id"""
          .formatted(KindModule.lockedSql("k"));

  private static final String RELEASE_UNWANTED =
      """
      update connection k set owner_node = null
       where owner_node = :node
         and (not enabled or (%s)
              or not exists (select 1 from club where club.id = k.club_id and club.active))"""
          .formatted(KindModule.lockedSql("k"));

  private final ClubGate gate;
  private final JdbcClient jdbc;

  Ownership(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /** Enters this node. */
  public NodeId enter(String name) {
    return gate.asPlatform(
        () ->
            new NodeId(
                jdbc.sql("insert into node (name) values (:name) returning id")
                    .param("name", name)
                    .query(Long.class)
                    .single()));
  }

  /**
   * Beats the heart, takes over what nobody runs, and says what this node owns now.
   *
   * @return empty if this node was silent for so long that others took it for dead: it must stop
   *     all it runs and enter anew
   */
  public Optional<List<Lease>> beat(NodeId node) {
    return gate.asPlatform(
        () -> beatAlive(node) ? Optional.of(ownedAfterClaim(node)) : Optional.empty());
  }

  /** Gives up everything at once, so that other nodes need not wait for the heart to stop. */
  public void leave(NodeId node) {
    gate.runAsPlatform(
        () -> jdbc.sql("delete from node where id = :node").param("node", node.value()).update());
  }

  private boolean beatAlive(NodeId node) {
    return jdbc.sql(BEAT).param("node", node.value()).update() == 1;
  }

  private List<Lease> ownedAfterClaim(NodeId node) {
    jdbc.sql(RELEASE_UNWANTED).param("node", node.value()).update();
    jdbc.sql(CLAIM_FREE).param("node", node.value()).update();
    jdbc.sql("delete from node where heartbeat_at < now() - interval '1 day'").update();
    return jdbc.sql(OWNED)
        .param("node", node.value())
        .query(
            (row, i) ->
                new Lease(
                    new ClubId(row.getLong("club_id")),
                    new ConnectionId(row.getLong("id")),
                    row.getString("kind"),
                    row.getLong("fence"),
                    row.getLong("version")))
        .list();
  }
}
