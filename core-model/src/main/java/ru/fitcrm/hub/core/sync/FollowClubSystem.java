package ru.fitcrm.hub.core.sync;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.LeaseLost;

/**
 * Reads a club's system page by page into the club's model. A page is read outside any transaction;
 * what it brought and where to go on are written in one; it is acknowledged after that. So a run
 * can be cut off anywhere, and goes on at the next page. Where nothing is to be acknowledged, the
 * next page is read meanwhile. Only the connection's owner may.
 */
public final class FollowClubSystem {

  private static final Logger LOG = LoggerFactory.getLogger(FollowClubSystem.class);
  private static final ClubSystem.Trouble CANNOT =
      new ClubSystem.Trouble(
          ClubSystem.Trouble.Kind.REFUSED,
          "cannot",
          "This kind of connection cannot be read so: choose the other mode");
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** Pages written at the same time by this node: calls and people come first. */
  private static final int WRITING_AT_ONCE = 3;

  private final ClubGate gate;
  private final ApplyPacket packets;
  private final SyncRuns runs;
  private final InstantSource time;
  private final Semaphore writing = new Semaphore(WRITING_AT_ONCE, true);

  /**
   * @param time the system's, to tell how long pages take
   */
  public FollowClubSystem(ClubGate gate, ApplyPacket packets, SyncRuns runs, InstantSource time) {
    this.gate = gate;
    this.packets = packets;
    this.runs = runs;
    this.time = time;
  }

  /** How a busy system is waited for. */
  public interface Patience {

    /**
     * Waits.
     *
     * @return false to wait no more: the connection is given up or the node goes down
     */
    boolean await(Duration pause);
  }

  /** What following came to. */
  public sealed interface Followed {

    /** The run ended, well or not, or was stopped. */
    record Ended(SyncRun run) implements Followed {}

    /**
     * The run lies where it is, and goes on when it is followed again.
     *
     * @param trouble why, null if patience ended
     */
    record Interrupted(SyncRun run, ClubSystem.@Nullable Trouble trouble) implements Followed {}
  }

  /**
   * Follows a system to the end of the run that goes on, or of a new one in this mode.
   *
   * @param by who wants it, null for the hub itself
   * @throws LeaseLost if another node runs the connection now; what was taken by then is written
   */
  public Followed follow(
      Lease lease,
      ClubSystem system,
      ClubSystem.Mode mode,
      @Nullable String by,
      Patience patience) {
    SyncRun run =
        gate.inClub(
            lease.club(),
            () -> {
              runs.requireOwned(lease);
              return runs.start(lease.connection().value(), mode, by);
            });
    try (ReadAhead pages = new ReadAhead(system, gate.inClub(lease.club(), packets::reader))) {
      return follow(lease, system, pages, run, patience);
    }
  }

  private Followed follow(
      Lease lease, ClubSystem system, ReadAhead pages, SyncRun begun, Patience patience) {
    SyncRun run = begun;
    Duration pause = FIRST_PAUSE;
    while (true) {
      Step step = step(lease, system, pages, run);
      if (step.end() != null) {
        return step.end();
      }
      run = step.run();
      if (!step.busy()) {
        pause = FIRST_PAUSE;
        continue;
      }
      LOG.info(
          "Connection {}: its system is busy, will ask again in {} s",
          lease.connection(),
          pause.toSeconds());
      if (!patience.await(pause)) {
        return new Followed.Interrupted(run, null);
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }

  /**
   * One page.
   *
   * @param end what it came to, null if it goes on
   * @param busy whether to wait first
   */
  private record Step(SyncRun run, boolean busy, @Nullable Followed end) {

    static Step ended(SyncRun run) {
      return new Step(run, false, new Followed.Ended(run));
    }
  }

  private Step step(Lease lease, ClubSystem system, ReadAhead pages, SyncRun run) {
    SyncRun fresh = gate.inClub(lease.club(), () -> runs.get(run.id()));
    if (fresh.state() != SyncRun.State.RUNNING) {
      return Step.ended(fresh);
    }
    if (fresh.stopWanted()) {
      return Step.ended(end(lease, fresh, SyncRun.State.STOPPED, null));
    }
    if (!system.abilities().contains(needed(fresh.mode()))) {
      return suffer(lease, fresh, CANNOT);
    }
    long from = time.millis();
    ReadAhead.Read read = pages.next(fresh.mode(), fresh.position());
    return switch (read.reading()) {
      case ClubSystem.Reading.Page page -> {
        SyncRun after = write(lease, fresh, page, read.page(), pages, from);
        acknowledge(lease, system, page);
        yield after.state() == SyncRun.State.RUNNING
            ? new Step(after, false, null)
            : Step.ended(after);
      }
      case ClubSystem.Reading.Nobody nobody ->
          Step.ended(end(lease, fresh, SyncRun.State.COMPLETED, null));
      case ClubSystem.Reading.Not not -> suffer(lease, fresh, not.trouble());
    };
  }

  private static ClubSystem.Ability needed(ClubSystem.Mode mode) {
    return switch (mode) {
      case FULL -> ClubSystem.Ability.BULK;
      case CHANGES -> ClubSystem.Ability.CHANGES;
    };
  }

  private SyncRun write(
      Lease lease,
      SyncRun run,
      ClubSystem.Reading.Page page,
      SiftedPacket rows,
      ReadAhead pages,
      long from) {
    writing.acquireUninterruptibly();
    try {
      // Not before: clubs that wait to write would hold two pages each.
      if (page.next() != null && page.receipt() == null) {
        pages.begin(run.mode(), page.next());
      }
      long begun = time.millis();
      return gate.inClub(
          lease.club(),
          () -> {
            runs.requireOwned(lease);
            Hearing hearing = runs.hearing(run);
            boolean history = hearing == Hearing.HISTORY;
            Applied applied = packets.apply(lease.connection(), rows, hearing, history);
            long now = time.millis();
            SyncRuns.Spent spent = SyncRuns.Spent.ofMillis(now - from, now - begun);
            SyncRun after = runs.progress(run, hearing, applied, page.next(), page.total(), spent);
            return page.next() == null
                ? finish(lease, after, SyncRun.State.COMPLETED, null)
                : after;
          });
    } finally {
      writing.release();
    }
  }

  /** Unsaid or unheard, the same pages come again and change nothing. */
  private static void acknowledge(Lease lease, ClubSystem system, ClubSystem.Reading.Page page) {
    String receipt = page.receipt();
    if (receipt != null && system.acknowledge(receipt) instanceof ClubSystem.Said.Not not) {
      LOG.info(
          "Connection {}: a page was taken but could not be acknowledged ({}), it will come again",
          lease.connection(),
          not.trouble().code());
    }
  }

  private Step suffer(Lease lease, SyncRun run, ClubSystem.Trouble trouble) {
    return switch (trouble.kind()) {
      case BUSY -> {
        gate.runInClub(lease.club(), () -> note(lease, run, trouble));
        yield new Step(run, true, null);
      }
      case DOWN -> {
        gate.runInClub(lease.club(), () -> note(lease, run, trouble));
        yield new Step(run, false, new Followed.Interrupted(run, trouble));
      }
      case REFUSED -> Step.ended(end(lease, run, SyncRun.State.FAILED, trouble));
    };
  }

  private void note(Lease lease, SyncRun run, ClubSystem.Trouble trouble) {
    runs.requireOwned(lease);
    runs.trouble(run, trouble);
  }

  private SyncRun end(
      Lease lease, SyncRun run, SyncRun.State state, ClubSystem.@Nullable Trouble trouble) {
    return gate.inClub(
        lease.club(),
        () -> {
          runs.requireOwned(lease);
          return finish(lease, run, state, trouble);
        });
  }

  private SyncRun finish(
      Lease lease, SyncRun run, SyncRun.State state, ClubSystem.@Nullable Trouble trouble) {
    long begun = time.millis();
    if (run.hearing() == Hearing.HISTORY) {
      packets.settleActivity(lease.connection());
    }
    long settled = time.millis() - begun;
    return runs.end(run, state, trouble, SyncRuns.Spent.ofMillis(settled, settled));
  }
}
