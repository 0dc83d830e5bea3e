package ru.fitcrm.hub.jobs.night;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of work while it is under way: a slice may last longer than a living node may be
 * silent. With the work, or its node, the renewing ends.
 */
public final class BeatWhileWorking {

  private static final Logger LOG = LoggerFactory.getLogger(BeatWhileWorking.class);

  private final Duration pace;

  /**
   * @param pace well below the minute of silence after which work is another node's
   */
  public BeatWhileWorking(Duration pace) {
    this.pace = pace;
  }

  /**
   * Works on this thread.
   *
   * @param beat renews the lease if it is still held; called on another thread
   */
  public void during(Runnable beat, Runnable work) {
    CountDownLatch over = new CountDownLatch(1);
    Thread unused =
        Thread.ofPlatform().name("lease-beat").daemon(true).start(() -> beatUntil(over, beat));
    try {
      work.run();
    } finally {
      over.countDown();
    }
  }

  private void beatUntil(CountDownLatch over, Runnable beat) {
    try {
      while (!over.await(pace.toMillis(), TimeUnit.MILLISECONDS)) {
        beat(beat);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat(Runnable beat) {
    try {
      beat.run();
    } catch (RuntimeException e) {
      LOG.warn("A lease could not be renewed while its work goes on; tried again in {}", pace, e);
    }
  }
}
