package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Types;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.platform.SqlFile;

/** Takes what is due of the connections a node owns, to be sent outside any transaction. */
public final class ClaimOutgoing {

  private static final String CLAIM = SqlFile.read(ClaimOutgoing.class, "claim_outgoing.sql");

  private static final Logger LOG = LoggerFactory.getLogger(ClaimOutgoing.class);

  private static final String GIVE_BACK =
      """
      update outbox_message m
         set state = 'WAITING', attempts = m.attempts - 1, claimed_by = null, claimed_until = null
        from unnest(cast(:connections as bigint[]), cast(:fences as bigint[])) l(id, fence)
        join connection c on c.id = l.id and c.fence = l.fence
       where m.connection_id = c.id and m.state = 'CLAIMED' and m.claimed_by = c.owner_node
         and not m.id = any (cast(:inHand as bigint[]))""";

  private static final String PUT_BACK =
      """
      update outbox_message
         set state = 'WAITING', attempts = attempts - 1, claimed_by = null, claimed_until = null
       where id = :id and claim = :claim and state = 'CLAIMED'""";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final ReadMessages rows;

  ClaimOutgoing(ClubGate gate, JdbcClient jdbc, ObjectMapper json) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.rows = new ReadMessages(json);
  }

  /**
   * A connection that could send.
   *
   * @param free how many messages more it takes at once
   */
  public record Room(Lease lease, int free) {}

  /**
   * Claims in the order messages are due. A lease that another node's has replaced gets nothing.
   *
   * @return each to be settled once
   */
  public List<OutboxMessage> take(Collection<Room> rooms) {
    if (rooms.isEmpty()) {
      return List.of();
    }
    return gate.asPlatform(() -> claim(rooms)).stream()
        .sorted(Comparator.comparing(OutboxMessage::id))
        .toList();
  }

  /**
   * Puts back what this node claimed and never heard of: the answer to a claim was lost. None of it
   * was sent, so it costs no attempt.
   *
   * @param inHand ids of messages this node did hear of and has not settled
   */
  public void giveBack(Collection<Lease> leases, Collection<Long> inHand) {
    int back =
        gate.asPlatform(
            () ->
                jdbc.sql(GIVE_BACK)
                    .param(
                        "connections",
                        leases.stream().map(l -> l.connection().value()).toArray(Long[]::new),
                        Types.ARRAY)
                    .param(
                        "fences",
                        leases.stream().map(Lease::fence).toArray(Long[]::new),
                        Types.ARRAY)
                    .param("inHand", inHand.toArray(Long[]::new), Types.ARRAY)
                    .update());
    if (back > 0) {
      LOG.info("{} messages were claimed and not heard of; they wait again", back);
    }
  }

  /**
   * Puts back one that nobody here sends any more, as its connection stopped after the claim. It
   * was not sent, so it costs no attempt; one that was claimed anew stays so.
   */
  public void putBack(OutboxMessage claimed) {
    gate.runInClub(
        claimed.club(),
        () ->
            jdbc.sql(PUT_BACK).param("id", claimed.id()).param("claim", claimed.claim()).update());
  }

  private List<OutboxMessage> claim(Collection<Room> rooms) {
    return jdbc.sql(CLAIM)
        .param(
            "connections",
            rooms.stream().map(room -> room.lease().connection().value()).toArray(Long[]::new),
            Types.ARRAY)
        .param(
            "fences",
            rooms.stream().map(room -> room.lease().fence()).toArray(Long[]::new),
            Types.ARRAY)
        .param("rooms", rooms.stream().map(Room::free).toArray(Integer[]::new), Types.ARRAY)
        .query(rows)
        .list();
  }
}
