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
  static final ClubSystem.Trouble CANNOT =
      new ClubSystem.Trouble(
          ClubSystem.Trouble.Kind.REFUSED,
          "cannot",
          "This kind of connection cannot be read so: choose the other mode");
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** Pages written at the same time by this node: calls and people come first. */
  private static final int WRITING_AT_ONCE = 3;

  private static final int HELD_AT_ONCE = 12;

  private final ClubGate gate;
  private final ApplyPacket packets;
  private final SyncRuns runs;
  private final RunWays ways;
  private final InstantSource time;

  /** Pages of full readings are large: however many clubs are read, few are in memory. */
  private final Semaphore holding = new Semaphore(HELD_AT_ONCE, true);

  private final Semaphore writing = new Semaphore(WRITING_AT_ONCE, true);

  /**
   * @param time the system's, to tell how long pages take
   */
  FollowClubSystem(
      ClubGate gate, ApplyPacket packets, SyncRuns runs, RunWays ways, InstantSource time) {
    this.gate = gate;
    this.packets = packets;
    this.runs = runs;
    this.ways = ways;
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

    /**
     * Whether a run may go on now: what the hub does by itself at night ends with it.
     *
     * @return false to let it lie where it is
     */
    default boolean mayGoOn(SyncRun run) {
      return true;
    }
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
      return follow(new RunWay.Reach(lease, system, pages), run, patience);
    }
  }

  private Followed follow(RunWay.Reach reach, SyncRun begun, Patience patience) {
    SyncRun run = begun;
    Duration pause = FIRST_PAUSE;
    while (true) {
      Step step = step(reach, run, patience);
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
          reach.lease().connection(),
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

  private Step step(RunWay.Reach reach, SyncRun run, Patience patience) {
    Lease lease = reach.lease();
    SyncRun fresh = gate.inClub(lease.club(), () -> runs.get(run.id()));
    if (fresh.state() != SyncRun.State.RUNNING) {
      return Step.ended(fresh);
    }
    if (fresh.stopWanted()) {
      return Step.ended(end(lease, fresh, SyncRun.State.STOPPED, null));
    }
    if (!patience.mayGoOn(fresh)) {
      return new Step(fresh, false, new Followed.Interrupted(fresh, null));
    }
    RunWay way = ways.of(fresh.mode());
    if (!way.isAble(reach.system().abilities())) {
      return suffer(lease, fresh, CANNOT);
    }
    if (fresh.mode() != ClubSystem.Mode.FULL) {
      return goOn(reach, way, fresh);
    }
    holding.acquireUninterruptibly();
    try {
      return goOn(reach, way, fresh);
    } finally {
      holding.release();
    }
  }

  private Step goOn(RunWay.Reach reach, RunWay way, SyncRun run) {
    long from = time.millis();
    return switch (way.next(reach, run)) {
      case RunWay.Piece.Told told -> take(reach.lease(), run, told, from);
      case RunWay.Piece.Not not -> suffer(reach.lease(), run, not.trouble());
    };
  }

  private Step take(Lease lease, SyncRun run, RunWay.Piece.Told told, long from) {
    SyncRun after = write(lease, run, told, from);
    told.after().run();
    return after.state() == SyncRun.State.RUNNING
        ? new Step(after, false, null)
        : Step.ended(after);
  }

  private SyncRun write(Lease lease, SyncRun run, RunWay.Piece.Told told, long from) {
    writing.acquireUninterruptibly();
    try {
      // Not before, nor while others wait: a club that waits must not hold a page.
      if (!holding.hasQueuedThreads()) {
        told.meanwhile().run();
      }
      long begun = time.millis();
      return gate.inClub(
          lease.club(),
          () -> {
            runs.requireOwned(lease);
            Hearing hearing = runs.hearing(run);
            RunWay.Taken taken = told.take().take(hearing);
            long now = time.millis();
            SyncRuns.Spent spent = SyncRuns.Spent.ofMillis(now - from, now - begun);
            SyncRun after =
                runs.progress(run, hearing, taken.applied(), taken.next(), taken.total(), spent);
            return taken.next() == null
                ? finish(lease, after, SyncRun.State.COMPLETED, null)
                : after;
          });
    } finally {
      writing.release();
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
