package ru.fitcrm.hub.jobs.importing;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.core.importing.WorkImports;

/** What happens each minute, and whenever somebody has a file checked or taken. */
public final class ImportTick implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ImportTick.class);

  private final LaunchImports launch;
  private final WorkImports work;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("imports").daemon(true).factory());

  ImportTick(LaunchImports launch, WorkImports work) {
    this.launch = launch;
    this.work = work;
  }

  /** Goes on with what a dead node left, and drops what is old. */
  public void tick() {
    int old = work.purge();
    if (old > 0) {
      LOG.info("The rows of {} imported files were dropped after 30 days", old);
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
      LOG.error("An import was interrupted, it goes on within 2 min", e);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("A slice of an import did not end in 10 s; it is undone and done again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
