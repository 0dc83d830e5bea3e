package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Types;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.platform.SqlFile;

/** Takes what is due of the connections a node owns, to be sent outside any transaction. */
public final class ClaimOutgoing {

  private static final String CLAIM = SqlFile.read(ClaimOutgoing.class, "claim_outgoing.sql");

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
