package ru.fitcrm.hub.routes.life;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import ru.fitcrm.hub.core.call.EndUnheardCalls;
import ru.fitcrm.hub.core.message.GiveWays;
import ru.fitcrm.hub.core.outbox.SweepOutbox;
import ru.fitcrm.hub.routes.receive.WatchDoor;

/** Every second looks after messages and calls that nobody else brings to an end. */
public final class SweepRegularly implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SweepRegularly.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final SweepOutbox outbox;
  private final EndUnheardCalls calls;
  private final GiveWays ways;
  private final WatchDoor door;
  private @Nullable ScheduledExecutorService timer;

  public SweepRegularly(SweepOutbox outbox, EndUnheardCalls calls, GiveWays ways, WatchDoor door) {
    this.outbox = outbox;
    this.calls = calls;
    this.ways = ways;
    this.door = door;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sweep-outbox").daemon(true).factory());
    var unused =
        started.scheduleWithFixedDelay(
            this::sweepSafely, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
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

  private void sweepSafely() {
    try {
      door.writeDown();
      int unused = outbox.sweep() + calls.endSilent() + ways.sweep();
    } catch (RuntimeException e) {
      LOG.warn("Expired messages could not be swept up, tried again in {}", EVERY, e);
    }
  }
}
