package ru.fitcrm.hub.sandbox.pbx;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which the PBX lives, whether anybody listens or not. */
final class Timeline implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Timeline.class);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sandbox-pbx").factory());

  void after(long nanos, Runnable step) {
    try {
      Future<?> unused =
          executor.schedule(() -> safely(step), Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      log.debug("the sandbox PBX is closed, nothing more happens in it");
    }
  }

  void every(long millis, Runnable step) {
    Future<?> unused =
        executor.scheduleWithFixedDelay(() -> safely(step), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static void safely(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.error("a step of the sandbox PBX failed, the others go on", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
