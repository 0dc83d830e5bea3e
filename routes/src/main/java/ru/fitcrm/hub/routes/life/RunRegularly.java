package ru.fitcrm.hub.routes.life;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does one piece of work again and again while the hub runs, on a thread of its own. */
public final class RunRegularly implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RunRegularly.class);

  private final String name;
  private final Duration pause;
  private final IntSupplier work;
  private @Nullable ScheduledExecutorService timer;

  /**
   * @param name of its thread, and in the log
   * @param pause before the first time, and after each
   * @param work says how much it did
   */
  public RunRegularly(String name, Duration pause, IntSupplier work) {
    this.name = name;
    this.pause = pause;
    this.work = work;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon(true).factory());
    var unused =
        started.scheduleWithFixedDelay(
            this::workSafely, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    timer = started;
  }

  @Override
  public synchronized void stop() {
    ScheduledExecutorService stopping = timer;
    timer = null;
    if (stopping != null) {
      stopping.shutdownNow();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return timer != null;
  }

  private void workSafely() {
    try {
      int unused = work.getAsInt();
    } catch (RuntimeException e) {
      LOG.warn("{} met trouble, tried again in {}", name, pause, e);
    }
  }
}
