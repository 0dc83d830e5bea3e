package ru.fitcrm.hub.routes.component;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;

/**
 * A few threads that apply messages. Whoever takes a message in gets a hand only if one is free;
 * else it waits in the database, from where a few at a time are brought ahead of their turn.
 */
final class InboxWorkers {

  /** So many are claimed at once, or each would cost a question of its own. */
  private static final int AHEAD = 28;

  private final int atOnce;
  private final Function<Claimed, Handled> work;
  private final Runnable done;
  private @Nullable ThreadPoolExecutor threads;
  private int taken;

  /**
   * @param done called each time a hand is free again
   */
  InboxWorkers(int atOnce, Function<Claimed, Handled> work, Runnable done) {
    this.atOnce = atOnce;
    this.work = work;
    this.done = done;
  }

  synchronized void start() {
    if (threads == null) {
      ThreadPoolExecutor started =
          new ThreadPoolExecutor(
              atOnce,
              atOnce,
              10,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              Thread.ofPlatform().name("inbox-", 1).daemon(true).factory());
      started.allowCoreThreadTimeOut(true);
      threads = started;
      taken = 0;
    }
  }

  /** What is under way may end; what waits is claimed again by whoever lives. */
  synchronized void stop() throws InterruptedException {
    ThreadPoolExecutor stopping = threads;
    threads = null;
    if (stopping != null) {
      stopping.getQueue().clear();
      stopping.shutdown();
      if (!stopping.awaitTermination(10, TimeUnit.SECONDS)) {
        stopping.shutdownNow();
      }
    }
  }

  /**
   * A hand that is kept until it has worked or was put back.
   *
   * @param patient whether one will do that is free only when others have worked
   */
  synchronized Optional<FreeHand> reserve(boolean patient) {
    int most = patient ? atOnce + AHEAD : atOnce;
    return threads != null && taken < most ? Optional.of(hand()) : Optional.empty();
  }

  /** Hands for messages brought ahead; none while enough wait here. */
  synchronized int room() {
    return threads != null && taken < atOnce ? atOnce + AHEAD - taken : 0;
  }

  /** One hand, if none works: all there is for what waits while much comes in. */
  synchronized int roomForOne() {
    return threads != null && taken == 0 ? 1 : 0;
  }

  synchronized Optional<FreeHand> ahead() {
    return threads != null ? Optional.of(hand()) : Optional.empty();
  }

  private FreeHand hand() {
    taken++;
    return new FreeHand(this);
  }

  /**
   * @return empty if this node applies nothing any more
   */
  Optional<CompletableFuture<Handled>> work(Claimed message) {
    ThreadPoolExecutor now = running();
    if (now == null) {
      release();
      return Optional.empty();
    }
    try {
      CompletableFuture<Handled> handled =
          CompletableFuture.supplyAsync(() -> work.apply(message), now);
      var unused = handled.whenComplete((what, trouble) -> release());
      return Optional.of(handled);
    } catch (RejectedExecutionException e) {
      release();
      return Optional.empty();
    }
  }

  void release() {
    free();
    done.run();
  }

  private synchronized void free() {
    taken--;
  }

  private synchronized @Nullable ThreadPoolExecutor running() {
    return threads;
  }
}
