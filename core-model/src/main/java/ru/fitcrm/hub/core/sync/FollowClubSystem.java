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
 * can be cut off anywhere, and goes on at the next page. Only the connection's owner may.
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

  private final ClubGate gate;
  private final ApplyPacket packets;
  private final SyncRuns runs;
  private final RunWays ways;
  private final InstantSource time;
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
    Duration pause = FIRST_PAUSE;
    while (true) {
      Step step = step(lease, system, run, patience);
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

  private Step step(Lease lease, ClubSystem system, SyncRun run, Patience patience) {
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
    if (!way.isAble(system.abilities())) {
      return suffer(lease, fresh, CANNOT);
    }
    long from = time.millis();
    return switch (way.next(lease, system, fresh)) {
      case RunWay.Piece.Told told -> take(lease, fresh, told, from);
      case RunWay.Piece.Not not -> suffer(lease, fresh, not.trouble());
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
      return gate.inClub(
          lease.club(),
          () -> {
            runs.requireOwned(lease);
            Hearing hearing = runs.hearing(run);
            RunWay.Taken taken = told.take().take(hearing);
            Duration worked = Duration.ofMillis(time.millis() - from);
            SyncRun now =
                runs.progress(run, hearing, taken.applied(), taken.next(), taken.total(), worked);
            return taken.next() == null ? finish(lease, now, SyncRun.State.COMPLETED, null) : now;
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
    if (run.hearing() == Hearing.HISTORY) {
      packets.settleActivity(lease.connection());
    }
    return runs.end(run, state, trouble);
  }
}
