package ru.fitcrm.hub.connectors.asterisk;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.CallSnapshot;

/**
 * After an absence asks the PBX's call records for the calls that nobody heard, several times, as
 * rows come late. Without records, or when they cannot be read, the absence is told as a gap.
 */
final class FillGaps implements Absence.Away {
  private static final Logger log = LoggerFactory.getLogger(FillGaps.class);

  /** Records tell whole seconds, and a call may have begun before the last word was heard. */
  private static final Duration SLACK = Duration.ofSeconds(60);

  /** A call that ended less than this ago may get a further row. */
  private static final Duration SETTLES = Duration.ofSeconds(3);

  private final @Nullable CallRecords records;
  private final Endpoints endpoints;
  private final LineTimings timings;
  private final InstantSource clock;
  private final PhoneLine.Listener listener;
  private final BlockingQueue<PbxEvent> found;
  private volatile @Nullable Long skewMillis;
  private volatile @Nullable Instant openSince;
  private @Nullable Look looking;

  FillGaps(
      @Nullable CallRecords records,
      Endpoints endpoints,
      LineTimings timings,
      InstantSource clock,
      PhoneLine.Listener listener,
      BlockingQueue<PbxEvent> found) {
    this.records = records;
    this.endpoints = endpoints;
    this.timings = timings;
    this.clock = clock;
    this.listener = listener;
    this.found = found;
  }

  /** How far the PBX's clock, by which it writes its records, is ahead. */
  void skew(@Nullable Long millis) {
    skewMillis = millis;
  }

  /** Whether a look is still owed: until then not all calls are told. */
  boolean isLooking() {
    return openSince != null;
  }

  @Override
  public synchronized void away(Instant from, Instant to) {
    CallRecords asked = records;
    if (asked == null) {
      listener.gap(from, to);
      return;
    }
    stop();
    Instant since = openSince == null || from.isBefore(openSince) ? from : openSince;
    openSince = since;
    Look look = new Look(asked, since, to);
    looking = look;
    look.thread.start();
  }

  /** Looks no further; the next owner of the line begins where this one was heard last. */
  synchronized void stop() {
    if (looking != null) {
      looking.stopped.countDown();
      looking.thread.interrupt();
      looking = null;
    }
  }

  /** What was found is told. */
  synchronized void told(PbxEvent.Found event) {
    if (event.complete() && looking == null) {
      openSince = null;
    }
  }

  /** All looks after one absence. */
  private final class Look {
    private final CallRecords asked;
    private final Instant from;
    private final Instant to;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("asterisk records").unstarted(this::run);

    Look(CallRecords asked, Instant from, Instant to) {
      this.asked = asked;
      this.from = from;
      this.to = to;
    }

    private void run() {
      try {
        boolean read = false;
        Instant begin = clock.instant();
        for (int i = 0; i < timings.looks().size(); i++) {
          Duration wait = Duration.between(clock.instant(), begin.plus(timings.looks().get(i)));
          if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
          read |= lookOnce(asked, from, to, i == timings.looks().size() - 1);
        }
        done(this, read);
      } catch (InterruptedException e) {
        // Stopped: another look, or another owner, goes on from the same moment.
        Thread.currentThread().interrupt();
      }
    }
  }

  private void done(Look look, boolean read) throws InterruptedException {
    synchronized (this) {
      if (looking != look) {
        return;
      }
      looking = null;
      if (!read) {
        listener.gap(look.from, look.to);
      }
    }
    found.put(new PbxEvent.Found(Moment.heardAt(clock.instant()), List.of(), true));
  }

  private boolean lookOnce(CallRecords asked, Instant from, Instant to, boolean last)
      throws InterruptedException {
    try {
      Duration skew = Duration.ofMillis(skewMillis == null ? 0 : skewMillis);
      List<CdrRow> rows =
          asked.between(from.minus(SLACK).plus(skew), to.plus(SLACK).plus(skew)).stream()
              .map(row -> row.at(row.began().minus(skew)))
              .toList();
      Instant settled = last ? Instant.MAX : clock.instant().minus(SETTLES);
      List<CallSnapshot> calls = RecordedCalls.of(endpoints, rows, settled);
      found.put(new PbxEvent.Found(Moment.heardAt(clock.instant()), calls, false));
      return true;
    } catch (SQLException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      log.warn(
          "Call records of the PBX could not be read: {}. {}",
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          last
              ? "Calls while the hub was away may be missing, the journal shows the gap"
              : "Will look again");
      return false;
    }
  }
}
