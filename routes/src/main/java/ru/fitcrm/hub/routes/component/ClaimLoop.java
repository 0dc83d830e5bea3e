package ru.fitcrm.hub.routes.component;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that claims what is due: when woken, and four times a second. */
final class ClaimLoop {

  private static final Logger LOG = LoggerFactory.getLogger(ClaimLoop.class);
  private static final long BEAT_MILLIS = 250;
  private static final long PAUSE_MILLIS = 2_000;

  private final Runnable claim;
  private final Semaphore wakes = new Semaphore(0);
  private @Nullable Thread thread;

  ClaimLoop(Runnable claim) {
    this.claim = claim;
  }

  synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().name("claim-loop").daemon(true).start(this::run);
    }
  }

  synchronized void stop() throws InterruptedException {
    Thread stopping = thread;
    thread = null;
    if (stopping != null) {
      stopping.interrupt();
      stopping.join(TimeUnit.SECONDS.toMillis(10));
    }
  }

  void wake() {
    wakes.release();
  }

  private void run() {
    try {
      long pause = BEAT_MILLIS;
      while (!Thread.currentThread().isInterrupted()) {
        var unused = wakes.tryAcquire(pause, TimeUnit.MILLISECONDS);
        wakes.drainPermits();
        pause = claimSafely();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long claimSafely() {
    try {
      claim.run();
      return BEAT_MILLIS;
    } catch (RuntimeException e) {
      LOG.warn("Nothing could be claimed, tried again in {} ms", PAUSE_MILLIS, e);
      return PAUSE_MILLIS;
    }
  }
}
