package ru.fitcrm.hub.connectors.asterisk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.connectors.DialRequest;
import ru.fitcrm.hub.connectors.Dialled;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;
import ru.fitcrm.hub.core.call.TimeSpan;

/** An open line that remembers what it told, with pauses short enough for tests. */
final class HeardLine implements PhoneLine.Listener, AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration REFUSED_RETRY = Duration.ofMinutes(15);
  private static final int WAITING = 200_000;

  /**
   * Gives nobody up who is slow for a moment. Answers have no more time than in production: a
   * connection that ends waits for one, and the library throws once that takes 5 s.
   */
  private static final Patience PATIENT =
      new Patience(LONG, LONG, LineTimings.DEFAULT.answer(), LONG, LONG);

  private static final Patience HASTY =
      new Patience(
          Duration.ofMillis(500),
          Duration.ofMillis(900),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofMillis(1500));

  static final LineTimings QUICK = timings(PATIENT, REFUSED_RETRY, WAITING);

  /** For a PBX that is to fall silent: any other one would now and then be given up, too. */
  static final LineTimings IMPATIENT = timings(HASTY, REFUSED_RETRY, WAITING);

  static final ZoneId ZONE = ZoneId.of("Asia/Yekaterinburg");

  final List<TimeSpan> gaps = new CopyOnWriteArrayList<>();
  volatile @Nullable Instant heardUntil;
  final List<CallSnapshot> calls = new CopyOnWriteArrayList<>();
  final List<PhoneLine.Health> health = new CopyOnWriteArrayList<>();
  private final PhoneLine line;

  /** While it is set, whoever tells a call waits for it. */
  volatile @Nullable CountDownLatch blocked;

  /** While it is set, telling a call ends in an exception. */
  volatile boolean throwing;

  HeardLine(int port, CallsBefore before) {
    this(settings(port), before, QUICK);
  }

  HeardLine(AsteriskSettings settings, CallsBefore before, LineTimings timings) {
    line = AsteriskLine.open(settings, ZONE, before, this, timings, Clock.systemUTC());
  }

  static LineTimings waiting(int events) {
    return timings(PATIENT, REFUSED_RETRY, events);
  }

  static LineTimings refusedRetry(Duration pause) {
    return timings(PATIENT, pause, WAITING);
  }

  /** After how long who is given up. */
  private record Patience(
      Duration connect, Duration read, Duration answer, Duration list, Duration silence) {}

  private static LineTimings timings(Patience patience, Duration refusedRetry, int waiting) {
    return new LineTimings(
        patience.connect(),
        patience.read(),
        patience.answer(),
        patience.list(),
        Duration.ofMillis(200),
        patience.silence(),
        Duration.ofMillis(50),
        Duration.ofMillis(400),
        refusedRetry,
        Duration.ofMinutes(30),
        Duration.ofMillis(100),
        List.of(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(3)),
        waiting);
  }

  boolean isUp() {
    return !health.isEmpty() && health.getLast().up();
  }

  /** How often it came up. */
  long ups() {
    return health.stream().filter(PhoneLine.Health::up).count();
  }

  List<CallSnapshot> ended() {
    return lastTold().stream().filter(call -> call.stage() == CallStage.ENDED).toList();
  }

  static AsteriskSettings settings(int port) {
    return settings(port, null);
  }

  static AsteriskSettings settings(int port, AsteriskSettings.@Nullable Cdr cdr) {
    return AsteriskSettings.read(
        "127.0.0.1",
        port,
        "hub",
        "secret",
        List.of("trunk"),
        null,
        null,
        null,
        null,
        null,
        null,
        cdr,
        null,
        null);
  }

  /** The last word on each call, by number of the call's begin. */
  List<CallSnapshot> lastTold() {
    Map<String, CallSnapshot> last = new LinkedHashMap<>();
    calls.forEach(call -> last.put(call.linkedId(), call));
    return new ArrayList<>(last.values());
  }

  @Override
  public void call(CallSnapshot call) {
    CountDownLatch latch = blocked;
    if (latch != null) {
      await(latch);
    }
    calls.add(call);
    if (throwing) {
      throw new IllegalStateException("a listener in trouble");
    }
  }

  Dialled dial(DialRequest request) {
    return line.dial(request);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void health(PhoneLine.Health now) {
    health.add(now);
  }

  @Override
  public void gap(Instant from, Instant to) {
    gaps.add(new TimeSpan(from, to));
  }

  @Override
  public void heard(Instant until) {
    heardUntil = until;
  }

  @Override
  public void close() {
    line.close();
  }
}
