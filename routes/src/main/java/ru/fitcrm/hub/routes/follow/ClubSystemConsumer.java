package ru.fitcrm.hub.routes.follow;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.LeaseLost;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.FollowClubSystem;
import ru.fitcrm.hub.core.sync.FollowClubSystem.Followed;
import ru.fitcrm.hub.core.sync.Standing;
import ru.fitcrm.hub.core.sync.SyncDesk;
import ru.fitcrm.hub.core.sync.SyncRun;

/**
 * Reads one connection's system for as long as its route runs, on a thread of its own: at its pace,
 * when somebody asks, and again where it was after a trouble.
 */
final class ClubSystemConsumer extends DefaultConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(ClubSystemConsumer.class);

  /** What somebody has to mend is tried again seldom; saving settings or asking tries at once. */
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(15);

  private final ClubSystemComponent component;
  private final ClubSystemComponent.Parts parts;
  private final Lease lease;
  private final Nudge nudge = new Nudge();
  private final Rest rest = new Rest();
  private long runSeen;
  private int pagesSeen;

  ClubSystemConsumer(
      ClubSystemEndpoint endpoint,
      Processor processor,
      ClubSystemComponent component,
      Lease lease) {
    super(endpoint, processor);
    this.component = component;
    this.parts = component.parts();
    this.lease = lease;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    component.add(lease.connection(), this);
    Thread.ofVirtual().name("follow-" + lease.connection()).start(this::live);
  }

  /** Does not wait for the page being read; whoever comes next does. */
  @Override
  protected void doStop() throws Exception {
    component.remove(lease.connection(), this);
    nudge.end();
    super.doStop();
  }

  /** A run of this connection goes on; one not seen so before wants a look at once. */
  void told(SyncDesk.Asked run) {
    nudge.of(run);
  }

  private void live() {
    boolean again = component.knows(lease.connection());
    Semaphore turn = component.turn(lease.connection());
    turn.acquireUninterruptibly();
    try {
      OpenedSystem opened = openAtLast();
      if (opened != null) {
        follow(opened, again);
      }
    } finally {
      turn.release();
    }
  }

  /** Null if the route was stopped before. */
  private @Nullable OpenedSystem openAtLast() {
    while (!nudge.isOver()) {
      try {
        return component.parts().systems().open(lease);
      } catch (RuntimeException e) {
        Duration pause = rest.longer();
        LOG.warn(
            "The system of connection {} could not be opened, will retry in {} s",
            lease.connection(),
            pause.toSeconds(),
            e);
        boolean unused = nudge.await(pause);
      }
    }
    return null;
  }

  /**
   * @param again somebody has just changed its settings and wants to see what comes of it
   */
  private void follow(OpenedSystem opened, boolean again) {
    rest.reset();
    try (ClubSystem system =
        new WatchedSystem(opened.system(), parts.health(), lease, parts.time())) {
      Duration pause = again ? Duration.ZERO : firstPause(opened.pace());
      while (nudge.await(pause)) {
        pause = readSafely(system, opened.pace());
      }
    }
  }

  private Duration firstPause(FollowPace pace) {
    try {
      Standing standing = standing();
      return standing.running() == null
          ? pace.firstPause(standing.lastFull() == null)
          : Duration.ZERO;
    } catch (RuntimeException e) {
      return pace.firstPause(false);
    }
  }

  private Duration readSafely(ClubSystem system, FollowPace pace) {
    try {
      return read(system, pace);
    } catch (LeaseLost taken) {
      LOG.info("Connection {} is another node's now, it goes on there", lease.connection());
      return AFTER_REFUSAL;
    } catch (RuntimeException e) {
      Duration pause = rest.longer();
      if (!nudge.isOver()) {
        LOG.warn(
            "Connection {} could not be followed, will go on in {} s",
            lease.connection(),
            pause.toSeconds(),
            e);
      }
      return pause;
    }
  }

  private Duration read(ClubSystem system, FollowPace pace) {
    Standing standing = standingByNow(pace);
    know(standing.running());
    ClubSystem.Mode mode =
        PlanReading.next(standing, system.abilities(), pace, parts.clock().instant());
    if (mode == null) {
      return pace.every();
    }
    return settle(send(new ReadNow(lease, system, mode, null, patience(pace))), pace);
  }

  private FollowClubSystem.Patience patience(FollowPace pace) {
    return new FollowClubSystem.Patience() {

      @Override
      public boolean await(Duration pause) {
        return nudge.await(pause);
      }

      @Override
      public boolean mayGoOn(SyncRun run) {
        return !nudge.isOver() && PlanReading.mayGoOn(run, pace, parts.clock().instant());
      }
    };
  }

  /** Whatever stopped a run that came further since, it is not what stopped it before. */
  private void know(@Nullable SyncRun run) {
    if (run != null) {
      if (run.id() == runSeen && run.pages() > pagesSeen) {
        rest.reset();
      }
      runSeen = run.id();
      pagesSeen = run.pages();
      nudge.know(new SyncDesk.Asked(lease.connection(), run.id(), run.stopWanted()));
    }
  }

  /** A walk lies until the next night; a comparison would keep changes from being read. */
  private Standing standingByNow(FollowPace pace) {
    Standing standing = standing();
    SyncRun running = standing.running();
    if (running == null || PlanReading.mayGoOn(running, pace, parts.clock().instant())) {
      return standing;
    }
    parts.gate().runInClub(lease.club(), () -> parts.desk().endNightly(running));
    return standing();
  }

  private Standing standing() {
    return parts
        .gate()
        .inClub(lease.club(), () -> parts.desk().standing(lease.connection().value()));
  }

  /** Sends a connection down its route; the route's end is what it came to. */
  private @Nullable Followed send(ReadNow now) {
    Exchange exchange = createExchange(true);
    exchange.getMessage().setBody(now);
    try {
      getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    if (exchange.getException() != null) {
      throw unwrapped(exchange.getException());
    }
    return exchange.getMessage().getBody() instanceof Followed followed ? followed : null;
  }

  private static RuntimeException unwrapped(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof LeaseLost lost) {
        return lost;
      }
    }
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }

  /** How long until the next look. */
  private Duration settle(@Nullable Followed followed, FollowPace pace) {
    if (followed instanceof Followed.Interrupted interrupted) {
      ClubSystem.Trouble trouble = interrupted.trouble();
      return trouble == null ? Duration.ZERO : untilItAnswers(trouble);
    }
    rest.reset();
    nudge.forget();
    return followed instanceof Followed.Ended ended ? after(ended.run(), pace) : pace.every();
  }

  private Duration untilItAnswers(ClubSystem.Trouble trouble) {
    Duration pause = rest.longer();
    LOG.info(
        "Connection {}: its system is not reached ({}), will go on in {} s",
        lease.connection(),
        trouble.code(),
        pause.toSeconds());
    return pause;
  }

  private Duration after(SyncRun run, FollowPace pace) {
    return switch (run.state()) {
      case FAILED -> AFTER_REFUSAL;
      case RUNNING -> Duration.ZERO;
      case STOPPED -> pace.every();
      case COMPLETED -> {
        if (run.mode() == ClubSystem.Mode.FULL) {
          // What changed while everything was read waits to be told.
          yield Duration.ZERO;
        }
        parts.gate().runInClub(lease.club(), () -> parts.desk().forgetQuiet(run));
        yield pace.every();
      }
    };
  }
}
