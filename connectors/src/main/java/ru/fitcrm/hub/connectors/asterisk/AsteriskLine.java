package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.connectors.DialRequest;
import ru.fitcrm.hub.connectors.Dialled;
import ru.fitcrm.hub.connectors.PhoneLine;

/**
 * The life of a line to one PBX. One thread connects, asks what goes on and keeps watch; another
 * works through what was heard, so that the library's thread never waits.
 */
final class AsteriskLine implements PhoneLine {
  private static final Logger log = LoggerFactory.getLogger(AsteriskLine.class);

  private static final int MISSED_PINGS = 2;

  private final AsteriskSettings settings;
  private final LineTimings timings;
  private final InstantSource clock;
  private final ToldHealth health;
  private final CallTracker tracker;
  private final FillGaps fill;
  private final Dialling dialling;
  private final ToldUntil told;
  private final Backoff backoff;
  private final BlockingQueue<PbxEvent> heard;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread watch;
  private final Thread work;
  private volatile @Nullable AmiSession session;
  private long lists;

  private AsteriskLine(
      AsteriskSettings settings,
      ZoneId zone,
      CallsBefore before,
      Listener listener,
      LineTimings timings,
      InstantSource clock) {
    this.settings = settings;
    this.timings = timings;
    this.clock = clock;
    this.health = new ToldHealth(clock, listener);
    this.heard = new LinkedBlockingQueue<>(timings.waiting());
    this.backoff = new Backoff(timings.firstRetry(), timings.lastRetry());
    Endpoints endpoints = new Endpoints(Set.copyOf(settings.trunks()), settings.internalContext());
    CallRecords records = settings.cdr() == null ? null : new CallRecords(settings.cdr(), zone);
    this.fill = new FillGaps(records, endpoints, timings, clock, listener, heard);
    this.dialling = new Dialling(settings);
    this.tracker =
        new CallTracker(
            endpoints,
            call -> {
              dialling.hear(call);
              listener.call(call);
            },
            fill);
    this.told = new ToldUntil(timings.heard(), listener);
    this.tracker.restore(before);
    String name = "asterisk " + settings.host();
    this.watch = Thread.ofVirtual().name(name + " watch").unstarted(this::keepConnected);
    this.work = Thread.ofVirtual().name(name + " work").unstarted(this::workThrough);
  }

  /**
   * @param zone the PBX's, for its call records
   */
  static AsteriskLine open(
      AsteriskSettings settings,
      ZoneId zone,
      CallsBefore before,
      Listener listener,
      LineTimings timings,
      InstantSource clock) {
    AsteriskLine line = new AsteriskLine(settings, zone, before, listener, timings, clock);
    line.work.start();
    line.watch.start();
    return line;
  }

  private void keepConnected() {
    try {
      while (!isClosed()) {
        Duration pause = connectOnce();
        if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** One connection, from its begin to its end; returns how long to wait before the next. */
  private Duration connectOnce() throws InterruptedException {
    take(new PbxEvent.Connecting(Moment.heardAt(clock.instant())));
    AmiSession session = new AmiSession(settings, timings, clock, heard::offer);
    try {
      session.login();
      listen(session);
    } catch (Trouble trouble) {
      return isClosed() ? Duration.ZERO : down(trouble);
    } catch (RuntimeException e) {
      // Without this thread nobody would ever listen again.
      log.error("Listening to the PBX {} broke off, a new connection is made", settings.host(), e);
      return down(new Trouble(Trouble.CONNECTION_LOST, "The hub could not go on listening", e));
    } finally {
      this.session = null;
      session.mute();
      // Saying goodbye to a dead PBX takes seconds the next connection need not wait for.
      Thread.ofVirtual().name("asterisk goodbye").start(session::close);
    }
    return Duration.ZERO;
  }

  private void listen(AmiSession session) throws Trouble, InterruptedException {
    session.ping();
    fill.skew(session.skewMillis());
    list(session);
    up(session);
    Instant listed = clock.instant();
    int missed = 0;
    while (!isClosed()) {
      session.await(timings.ping());
      missed = session.ping() ? 0 : missed + 1;
      if (missed >= MISSED_PINGS) {
        throw new Trouble(Trouble.SILENT, "No answer to " + MISSED_PINGS + " pings");
      }
      health.up(session.skewMillis());
      if (Duration.between(listed, clock.instant()).compareTo(timings.recheck()) > 0) {
        list(session);
        listed = clock.instant();
      }
    }
  }

  private void list(AmiSession session) throws Trouble {
    lists++;
    String refusal = session.listChannels("hub-list-" + lists);
    if (refusal != null) {
      log.warn(
          "{} does not let {} list its channels ({}): calls that went on while the hub was away"
              + " are taken as ended. Give the user write=reporting",
          settings.host(),
          settings.username(),
          refusal);
    }
  }

  private void up(AmiSession session) {
    backoff.reset();
    this.session = session;
    log.info("Listening to the PBX {}", settings.host());
    health.up(session.skewMillis());
  }

  private Duration down(Trouble trouble) {
    Duration pause =
        trouble.code().equals(Trouble.LOGIN_REFUSED) ? timings.refusedRetry() : backoff.next();
    log.warn(
        "No line to the PBX {}: {}. Calls are not seen until it is back, will retry in {} s",
        settings.host(),
        trouble.words(),
        pause.toSeconds());
    health.down(trouble);
    return pause;
  }

  @Override
  public Dialled dial(DialRequest request) {
    AmiSession now = session;
    if (now == null) {
      return new Dialled.Refused("no-line", "No connection to the PBX now: try when it is back");
    }
    if (!dialling.begin(request.id(), clock.instant())) {
      return new Dialled.Accepted(request.id());
    }
    boolean unused = heard.offer(new PbxEvent.Clicked(Moment.heardAt(clock.instant()), request));
    Dialled answer = ask(now, request);
    if (!(answer instanceof Dialled.Accepted)) {
      dialling.forget(request.id());
    }
    return answer;
  }

  private Dialled ask(AmiSession now, DialRequest request) {
    try {
      return dialling.answer(request, now.ask(dialling.action(request)));
    } catch (Trouble trouble) {
      return new Dialled.Unknown(trouble.words());
    }
  }

  private void take(PbxEvent event) throws InterruptedException {
    heard.put(event);
  }

  private void workThrough() {
    try {
      while (!isClosed()) {
        hear(heard.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(PbxEvent event) {
    try {
      tracker.hear(event);
      if (event instanceof PbxEvent.Found found) {
        fill.told(found);
      } else if (provesHearing(event) && tracker.isUpToDate() && !fill.isLooking()) {
        told.until(event.at().heard());
      }
    } catch (RuntimeException e) {
      log.error(
          "A {} of the PBX {} could not be worked through, going on with the next",
          event.getClass().getSimpleName(),
          settings.host(),
          e);
    }
  }

  private static boolean provesHearing(PbxEvent event) {
    return event instanceof PbxEvent.Alive || event instanceof PbxEvent.ListEnded;
  }

  @Override
  public void close() {
    closed.countDown();
    fill.stop();
    watch.interrupt();
    work.interrupt();
    try {
      watch.join(timings.answer());
      work.join(timings.answer());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
