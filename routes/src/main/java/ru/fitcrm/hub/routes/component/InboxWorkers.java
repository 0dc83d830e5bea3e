package ru.fitcrm.hub.routes.component;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.inbox.Claimed;
import ru.fitcrm.hub.core.inbox.Handled;

/** A few threads that apply messages. What they cannot take waits in the database, not here. */
final class InboxWorkers {

  private static final int WAITING = 32;

  private final int atOnce;
  private final Function<Claimed, Handled> work;
  private @Nullable ThreadPoolExecutor threads;

  InboxWorkers(int atOnce, Function<Claimed, Handled> work) {
    this.atOnce = atOnce;
    this.work = work;
  }

  synchronized void start() {
    if (threads == null) {
      ThreadPoolExecutor started =
          new ThreadPoolExecutor(
              atOnce,
              atOnce,
              10,
              TimeUnit.SECONDS,
              new ArrayBlockingQueue<>(WAITING),
              Thread.ofPlatform().name("inbox-", 1).daemon(true).factory());
      started.allowCoreThreadTimeOut(true);
      threads = started;
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

  synchronized int free() {
    return threads == null
        ? 0
        : Math.max(0, atOnce - threads.getActiveCount() - threads.getQueue().size());
  }

  /**
   * @return empty if too many wait already
   */
  synchronized Optional<CompletableFuture<Handled>> offer(Claimed message) {
    if (threads == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(CompletableFuture.supplyAsync(() -> work.apply(message), threads));
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
  }
}
