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
  private volatile boolean owed;
  private @Nullable Instant awaySince;
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
    return owed;
  }

  @Override
  public boolean hasRecords() {
    return records != null;
  }

  @Override
  public synchronized void away(Instant from, Instant to) {
    CallRecords asked = records;
    if (asked == null) {
      listener.gap(from, to);
      return;
    }
    Look before = looking;
    stop();
    Instant since = awaySince == null || from.isBefore(awaySince) ? from : awaySince;
    awaySince = since;
    begin(new Look(asked, since, to, before == null ? null : before.oldest));
  }

  /** A look that goes on will find it too, or be followed by another. */
  @Override
  public synchronized void wanted(Instant began) {
    Look now = looking;
    if (now != null) {
      now.more(began);
    } else if (records != null) {
      begin(new Look(records, null, null, began));
    }
  }

  private void begin(Look look) {
    owed = true;
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
      owed = false;
      awaySince = null;
    }
  }

  /** All looks after one absence, or for calls that were heard in part. */
  private final class Look {
    private final CallRecords asked;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("asterisk records").unstarted(this::run);
    private @Nullable Instant oldest;
    private boolean more;

    /**
     * @param oldest begin of the oldest call whose records are wanted, null for none
     */
    Look(
        CallRecords asked, @Nullable Instant from, @Nullable Instant to, @Nullable Instant oldest) {
      this.asked = asked;
      this.from = from;
      this.to = to;
      this.oldest = oldest;
    }

    /** Wants the records of a call that began then and has just ended, too. */
    void more(Instant began) {
      oldest = oldest == null || began.isBefore(oldest) ? began : oldest;
      more = true;
    }

    private void run() {
      try {
        boolean read = lookSeveralTimes();
        while (!isDone(this, read)) {
          read |= lookSeveralTimes();
        }
      } catch (InterruptedException e) {
        // Stopped: another look, or another owner, goes on from the same moment.
        Thread.currentThread().interrupt();
      }
    }

    private boolean lookSeveralTimes() throws InterruptedException {
      boolean read = false;
      Instant begin = clock.instant();
      for (int i = 0; i < timings.looks().size(); i++) {
        Duration wait = Duration.between(clock.instant(), begin.plus(timings.looks().get(i)));
        if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new InterruptedException();
        }
        read |= lookOnce(this, i == timings.looks().size() - 1);
      }
      return read;
    }

    private Instant earliest() {
      synchronized (FillGaps.this) {
        Instant since = from == null ? clock.instant() : from;
        return oldest != null && oldest.isBefore(since) ? oldest : since;
      }
    }

    private Instant latest() {
      synchronized (FillGaps.this) {
        return oldest == null && to != null ? to : clock.instant();
      }
    }

    /** Calls of which nobody heard even the beginning can only have begun since then. */
    private Instant unheardSince() {
      return from == null ? Instant.MAX : from.minus(SLACK);
    }
  }

  /** What was asked for while the last look was being taken wants looks of its own. */
  private boolean isDone(Look look, boolean read) throws InterruptedException {
    synchronized (this) {
      if (looking == look && look.more) {
        look.more = false;
        return false;
      }
      if (looking != look) {
        return true;
      }
      looking = null;
      if (!read && look.from != null && look.to != null) {
        listener.gap(look.from, look.to);
      }
    }
    found.put(found(List.of(), look, true));
    return true;
  }

  private PbxEvent.Found found(List<CallSnapshot> calls, Look look, boolean complete) {
    Moment now = Moment.heardAt(clock.instant());
    return new PbxEvent.Found(now, calls, look.unheardSince(), complete);
  }

  private boolean lookOnce(Look look, boolean last) throws InterruptedException {
    try {
      Duration skew = Duration.ofMillis(skewMillis == null ? 0 : skewMillis);
      Instant from = look.earliest().minus(SLACK).plus(skew);
      List<CdrRow> rows =
          look.asked.between(from, look.latest().plus(SLACK).plus(skew)).stream()
              .map(row -> row.at(row.began().minus(skew)))
              .toList();
      Instant settled = last ? Instant.MAX : clock.instant().minus(SETTLES);
      found.put(found(RecordedCalls.of(endpoints, rows, settled), look, false));
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
