package ru.fitcrm.hub.sandbox.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The inside of the PBX: what is live, who listens, what was asked. One lock, so that an answer
 * about the channels fits exactly between the events before and after it.
 */
final class Exchange {

  private static final int REMEMBERED_ACTIONS = 10_000;

  final PbxSettings settings;
  final FreshIds ids = new FreshIds();
  final LiveState state = new LiveState();
  final Stamping stamping;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Session> sessions = new ArrayList<>();
  private final List<Playback> playbacks = new ArrayList<>();
  private final Deque<ReceivedAction> actions = new ArrayDeque<>();
  private volatile Duration skew;
  private Instant bootedAt = Instant.EPOCH;
  private @Nullable Script script;

  Exchange(PbxSettings settings) {
    this.settings = settings;
    this.skew = settings.clockSkew;
    this.stamping = new Stamping(this::now, settings.timestamps);
    boot();
  }

  Instant now() {
    return settings.clock.instant().plus(skew);
  }

  void skew(Duration newSkew) {
    skew = newSkew;
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      changed.signalAll();
      lock.unlock();
    }
  }

  void run(Runnable work) {
    locked(
        () -> {
          work.run();
          return true;
        });
  }

  /** Waits until something holds. Told false when it did not hold in time. */
  boolean await(BooleanSupplier condition, Duration atMost) {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  void boot() {
    run(
        () -> {
          bootedAt = now();
          state.clear();
          ids.boot(bootedAt);
        });
  }

  Instant bootedAt() {
    return bootedAt;
  }

  long uptimeSeconds() {
    return Math.max(0, Duration.between(bootedAt, now()).toSeconds());
  }

  /** Something happens in the PBX: its state moves, and who listens hears of it. */
  void publish(PbxEvent event) {
    run(
        () -> {
          state.apply(event, now());
          for (Session session : List.copyOf(sessions)) {
            session.hear(event);
          }
        });
  }

  /** Like publish, with the PBX's time on the event when it is set up to tell it. */
  void publishOwn(PbxEvent event) {
    publish(new PbxEvent(stamping.stamped(event.text())));
  }

  void enter(Session session) {
    run(() -> sessions.add(session));
  }

  void leave(Session session) {
    run(() -> sessions.remove(session));
  }

  List<Session> sessions() {
    return locked(() -> List.copyOf(sessions));
  }

  int loggedIn() {
    return locked(() -> (int) sessions.stream().filter(Session::isLoggedIn).count());
  }

  void received(ReceivedAction action) {
    run(
        () -> {
          actions.add(action.masked());
          if (actions.size() > REMEMBERED_ACTIONS) {
            actions.removeFirst();
          }
        });
  }

  List<ReceivedAction> actions() {
    return locked(() -> List.copyOf(actions));
  }

  void began(Playback playback) {
    run(() -> playbacks.add(playback));
  }

  void ended(Playback playback) {
    run(() -> playbacks.remove(playback));
  }

  List<Playback> playbacks() {
    return locked(() -> List.copyOf(playbacks));
  }

  @Nullable Script script() {
    return script;
  }

  void script(@Nullable Script newScript) {
    script = newScript;
  }

  /** Some calls end by other means than their recording: it says no more about them. */
  void endCalls(List<LiveChannel> channels, int cause) {
    run(
        () -> {
          List<String> gone = channels.stream().map(LiveChannel::uniqueId).toList();
          playbacks.forEach(each -> each.mute(gone));
          Endings.of(state, channels, cause).forEach(this::publishOwn);
        });
  }
}
