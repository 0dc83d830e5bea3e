package ru.fitcrm.hub.jobs.night;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.core.night.JobSchedules;
import ru.fitcrm.hub.core.night.OweNights;

/** What happens each minute, and whenever somebody asks for a run. */
public final class NightTick implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NightTick.class);

  private static final long PAUSE_SECONDS = 10;

  private final OweNights nights;
  private final LaunchRuns launch;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("night").daemon(true).factory());

  NightTick(NightJobs jobs, JobSchedules schedules, OweNights nights, LaunchRuns launch) {
    this.nights = nights;
    this.launch = launch;
    schedules.addMissing(jobs.schedules());
  }

  /** Writes down what is owed, and sees that it is worked on. */
  public void tick() {
    int owed = nights.writeDown();
    if (owed > 0) {
      LOG.info("{} clubs' nights are owed and begin now", owed);
    }
    workOn();
  }

  /** Sees that what is to be done is worked on, soon and on another thread. */
  public void workOn() {
    if (asked.compareAndSet(false, true)) {
      worker.execute(this::work);
    }
  }

  private void work() {
    asked.set(false);
    try {
      int unused = launch.workThrough();
    } catch (RuntimeException e) {
      LOG.error("The night was interrupted, it goes on in {} s", PAUSE_SECONDS, e);
      workLater();
    }
  }

  private void workLater() {
    if (!worker.isShutdown()) {
      Future<?> unused = worker.schedule(this::workOn, PAUSE_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("A slice of the night did not end in 10 s; it is undone and done again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
