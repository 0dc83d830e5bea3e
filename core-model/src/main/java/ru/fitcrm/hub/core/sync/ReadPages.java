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
  public Piece next(Reach reach, SyncRun run) {
    if (!reach.system().abilities().contains(needed(run.mode()))) {
      return new Piece.Not(FollowClubSystem.CANNOT);
    }
    ReadAhead.Read read = reach.pages().next(run.mode(), run.position());
    return switch (read.reading()) {
      case ClubSystem.Reading.Page page -> told(reach, run, page, read.page());
      case ClubSystem.Reading.Nobody nobody ->
          new Piece.Told(hearing -> new Taken(Taken.NOTHING, null, null));
      case ClubSystem.Reading.Not not -> new Piece.Not(not.trouble());
    };
  }

  private Piece told(Reach reach, SyncRun run, ClubSystem.Reading.Page page, SiftedPacket rows) {
    ConnectionId connection = reach.lease().connection();
    return new Piece.Told(
        hearing ->
            new Taken(
                packets.apply(connection, rows, hearing, hearing == Hearing.HISTORY),
                page.next(),
                page.total()),
        () -> readOn(reach.pages(), run.mode(), page),
        () -> acknowledge(reach.lease(), reach.system(), page));
  }

  /** A page that has to be acknowledged is followed by the next only then. */
  private static void readOn(ReadAhead pages, ClubSystem.Mode mode, ClubSystem.Reading.Page page) {
    String next = page.next();
    if (next != null && page.receipt() == null) {
      pages.begin(mode, next);
    }
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
