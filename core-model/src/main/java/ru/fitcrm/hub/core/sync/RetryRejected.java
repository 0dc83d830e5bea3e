package ru.fitcrm.hub.core.sync;

import java.util.List;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.platform.NotFound;

/**
 * Has a rejected row taken again as it was told, by hand: after a branch was added, or a rule of
 * reading changed. Runs inside the club's gate.
 */
public final class RetryRejected {

  private final RejectedRows rejected;
  private final ApplyPacket packets;

  RetryRejected(RejectedRows rejected, ApplyPacket packets) {
    this.rejected = rejected;
    this.packets = packets;
  }

  /**
   * Takes the row again.
   *
   * @return what became of it; when it is taken, the rejected row is gone
   */
  public Applied retry(long id) {
    RejectedRow row = rejected.find(id).orElseThrow(() -> new NotFound("rejected row", id));
    Packet packet =
        RejectedRows.packet(
            List.of(new RejectedRows.Waited(id, Entity.ofWord(row.entity()), row.cells())),
            row.history());
    return packets.apply(new ConnectionId(row.connectionId()), packet, Hearing.CATCHING_UP);
  }
}
