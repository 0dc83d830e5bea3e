package ru.fitcrm.hub.core.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.person.MergePeople;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * Takes what a club's system of record tells into the club's model: what differs is written, what
 * does not costs no write, and what is news goes to the journal. Runs inside the club's gate, all
 * or nothing; packets of one club wait for each other.
 */
public final class ApplyPacket {

  private static final int WAITING_AT_ONCE = 10_000;
  private static final String ONE_AT_A_TIME =
      "select count(*) from (select pg_advisory_xact_lock(hashtextextended('hub.sync', hub_club()))) l";
  private static final String LIVE_SINCE =
      "select live_since from connection where id = :connection";

  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final MergePeople people;
  private final BusinessClock clock;
  private final Staging staging;
  private final MergeClients clients;
  private final MergeRows rows;
  private final MoveActivity activity;
  private final RejectedRows rejected;
  private final LeaveOutErased erased;
  private final AskWho askWho;
  private final SyncNews news;
  private final NoteHistory history;

  ApplyPacket(
      DataSource dataSource,
      JdbcClient jdbc,
      ClubDirectory clubs,
      MergePeople people,
      Journal journal,
      RejectedRows rejected,
      BusinessClock clock) {
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.people = people;
    this.clock = clock;
    this.rejected = rejected;
    this.staging = new Staging(new JdbcTemplate(dataSource));
    this.clients = new MergeClients(jdbc);
    this.rows = new MergeRows(jdbc);
    this.activity = new MoveActivity(jdbc);
    this.erased = new LeaveOutErased(jdbc);
    this.askWho = new AskWho(jdbc);
    this.news = new SyncNews(jdbc, journal);
    this.history = new NoteHistory(jdbc);
  }

  /**
   * Takes a packet.
   *
   * @param connection which told it
   * @param hearing how fresh it is; a packet that calls itself history is history
   */
  public Applied apply(ConnectionId connection, Packet packet, Hearing hearing) {
    return apply(connection, ReadPacket.sift(clubs.here(), packet), hearing, false);
  }

  /**
   * Takes a packet of many, whose rows were read before.
   *
   * @param activityLater leaves people's last activity to {@link #settleActivity}: a long history
   *     would move it with every page
   */
  Applied apply(
      ConnectionId connection, SiftedPacket packet, Hearing hearing, boolean activityLater) {
    jdbc.sql(ONE_AT_A_TIME).query(Long.class).single();
    staging.open();
    Club club = clubs.here();
    Hearing heard = packet.packet().history() ? Hearing.HISTORY : hearing;
    return new Taking(club, connection.value(), heard, activityLater).all(packet);
  }

  /** Reads packets as the open gate's club has them; also after the gate is closed. */
  Function<Packet, SiftedPacket> reader() {
    Club club = clubs.here();
    return packet -> ReadPacket.sift(club, packet);
  }

  /** Works out people's last activity after a history was taken. */
  void settleActivity(ConnectionId connection) {
    activity.settle(frame(clubs.here(), connection.value(), Hearing.HISTORY));
    history.taken();
  }

  private PacketFrame frame(Club club, long connection, Hearing hearing) {
    return PacketFrame.of(club, connection, clock.instant(), liveSince(connection), hearing);
  }

  private java.time.@Nullable Instant liveSince(long connection) {
    List<java.time.@Nullable Instant> found = new ArrayList<>();
    jdbc.sql(LIVE_SINCE)
        .param("connection", connection)
        .query(
            row -> {
              found.add(Columns.timeOrNull(row, "live_since"));
            });
    return found.isEmpty() ? null : found.get(0);
  }

  /** One packet on its way. */
  private final class Taking {

    private final Club club;
    private final long connection;
    private final Hearing hearing;
    private final boolean activityLater;
    private final PacketFrame frame;
    private final Map<Entity, Applied.Counts> counts = new EnumMap<>(Entity.class);
    private final List<Rejection> rejections = new ArrayList<>();
    private boolean tookHistory;

    Taking(Club club, long connection, Hearing hearing, boolean activityLater) {
      this.club = club;
      this.connection = connection;
      this.hearing = hearing;
      this.activityLater = activityLater;
      this.frame = frame(club, connection, hearing);
    }

    Applied all(SiftedPacket packet) {
      if (packet.tellsOf(Entity.CLIENT)) {
        takeClients(packet);
      }
      for (EntityTable table : EntityTable.ALL) {
        if (packet.tellsOf(table.entity())) {
          count(table.entity(), packet, take(table, packet, frame, hearing == Hearing.HISTORY));
        }
      }
      if (tookHistory) {
        history.taken();
      }
      return new Applied(counts, rejections);
    }

    private void takeClients(SiftedPacket packet) {
      Sieve sieve = packet.of(Entity.CLIENT);
      erased.from(sieve, Entity.CLIENT, connection);
      staging.copy(Entity.CLIENT, sieve.good());
      MergeClients.Outcome outcome = clients.merge(frame);
      settle(sieve, Set.of(), frame, hearing == Hearing.HISTORY);
      mergeLeads(outcome.claimed());
      news.tellClients(outcome.archived(), frame);
      took(outcome.merged(), frame);
      count(Entity.CLIENT, packet, new Taken(outcome.merged(), sieve.bad().size()));
      if (outcome.merged().added() > 0) {
        takeWaiting(true);
        takeWaiting(false);
      }
    }

    private void mergeLeads(ClaimLeads.Claimed claimed) {
      for (ClaimLeads.Merge merge : claimed.merges()) {
        people.merge(club, merge.kept(), merge.lead(), null, frame.heardAt() != null);
      }
      askWho.ask(claimed.questions(), frame);
    }

    /** Rows that came before their client; they are counted when they came. */
    private void takeWaiting(boolean history) {
      Hearing late = hearing == Hearing.HISTORY ? Hearing.CATCHING_UP : hearing;
      PacketFrame then = frame(club, connection, history ? Hearing.HISTORY : late);
      long after = 0;
      while (true) {
        List<RejectedRows.Waited> waited =
            rejected.takeWaiting(connection, history, after, WAITING_AT_ONCE);
        if (waited.isEmpty()) {
          return;
        }
        SiftedPacket packet = ReadPacket.sift(club, RejectedRows.packet(waited, history));
        for (EntityTable table : EntityTable.ALL) {
          if (packet.tellsOf(table.entity())) {
            take(table, packet, then, history);
          }
        }
        after = waited.get(waited.size() - 1).id();
      }
    }

    private Taken take(EntityTable table, SiftedPacket packet, PacketFrame frame, boolean history) {
      Entity entity = table.entity();
      Sieve sieve = packet.of(entity);
      erased.from(sieve, entity, connection);
      staging.copy(entity, sieve.good());
      MergeRows.Merged merged =
          activityLater && frame.newsSince() == null
              ? rows.mergeHistory(table, sieve.good().size(), frame)
              : rows.merge(table, frame);
      Set<String> waiting = merged.waiting() == 0 ? Set.of() : new HashSet<>(rows.waiting(table));
      settle(sieve, waiting, frame, history);
      if (!activityLater) {
        activity.by(entity, merged, frame);
      }
      news.tellRows(entity, frame);
      took(merged, frame);
      return new Taken(merged, sieve.bad().size());
    }

    private void took(MergeRows.Merged merged, PacketFrame frame) {
      tookHistory |= frame.newsSince() == null && merged.added() + merged.altered() > 0;
    }

    /** Writes down the faults of this packet and forgets those it mends. */
    private void settle(Sieve sieve, Set<String> waiting, PacketFrame frame, boolean history) {
      Collection<StagedRow> good = sieve.good();
      Set<String> kept = new HashSet<>(waiting);
      List<BadRow> faults = sieve.bad();
      for (BadRow fault : faults) {
        rejections.add(fault.rejection());
      }
      for (StagedRow row : good) {
        if (!row.notes().isEmpty()) {
          kept.add(row.ref());
          rejections.addAll(row.notes());
        }
        if (waiting.contains(row.ref())) {
          faults.add(waits(row));
        }
      }
      if (!good.isEmpty()) {
        rejected.clear(good.iterator().next().entity(), kept, frame);
      }
      rejected.record(faults, frame, history);
      rejected.note(good, frame, history);
    }

    private BadRow waits(StagedRow row) {
      String client = row.ownerRef() == null ? "" : row.ownerRef();
      Rejection rejection =
          new Rejection(
              row.entity().word(),
              row.ref(),
              "clientRef",
              "client-unknown",
              "its client is not known yet: it is taken as soon as the client comes");
      return new BadRow(row.entity(), rejection, row.version(), client, row.told());
    }

    private void count(Entity entity, SiftedPacket packet, Taken taken) {
      long told = packet.told(entity);
      MergeRows.Merged merged = taken.merged();
      long changed = merged.added() + merged.altered();
      long unchanged = told - changed - taken.bad() - merged.waiting();
      counts.put(
          entity, new Applied.Counts(told, changed, unchanged, merged.waiting(), taken.bad()));
    }
  }

  /** Rows of one entity that were merged, and how many could not be read. */
  private record Taken(MergeRows.Merged merged, long bad) {}
}
