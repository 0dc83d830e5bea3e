package ru.fitcrm.hub.core.sync;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Lease;

/** Reads everything, or what changed, page by page; a page is acknowledged once it is written. */
final class ReadPages implements RunWay {

  private static final Logger LOG = LoggerFactory.getLogger(ReadPages.class);

  private final ApplyPacket packets;

  ReadPages(ApplyPacket packets) {
    this.packets = packets;
  }

  static ClubSystem.Ability needed(ClubSystem.Mode mode) {
    return mode == ClubSystem.Mode.FULL ? ClubSystem.Ability.BULK : ClubSystem.Ability.CHANGES;
  }

  /** Which of the two is asked for is seen when it is. */
  @Override
  public boolean isAble(Set<ClubSystem.Ability> abilities) {
    return abilities.contains(ClubSystem.Ability.BULK)
        || abilities.contains(ClubSystem.Ability.CHANGES);
  }

  @Override
  public Piece next(Lease lease, ClubSystem system, SyncRun run) {
    if (!system.abilities().contains(needed(run.mode()))) {
      return new Piece.Not(FollowClubSystem.CANNOT);
    }
    return switch (system.read(run.mode(), run.position())) {
      case ClubSystem.Reading.Page page ->
          new Piece.Told(
              hearing ->
                  new Taken(take(lease.connection(), page, hearing), page.next(), page.total()),
              () -> acknowledge(lease, system, page));
      case ClubSystem.Reading.Nobody nobody ->
          new Piece.Told(hearing -> new Taken(Taken.NOTHING, null, null));
      case ClubSystem.Reading.Not not -> new Piece.Not(not.trouble());
    };
  }

  private Applied take(ConnectionId connection, ClubSystem.Reading.Page page, Hearing hearing) {
    return packets.apply(connection, page.packet(), hearing, hearing == Hearing.HISTORY);
  }

  /** Unsaid or unheard, the same pages come again and change nothing. */
  static void acknowledge(Lease lease, ClubSystem system, ClubSystem.Reading.Page page) {
    String receipt = page.receipt();
    if (receipt != null && system.acknowledge(receipt) instanceof ClubSystem.Said.Not not) {
      LOG.info(
          "Connection {}: a page was taken but could not be acknowledged ({}), it will come again",
          lease.connection(),
          not.trouble().code());
    }
  }
}
