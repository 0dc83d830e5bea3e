package ru.fitcrm.hub.config.start;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the embedded server again when it has died under a living hub (the kernel's out-of-memory
 * killer, an operator's {@code kill -9}): it recovers from its log, and the hub's pool finds it at
 * the port it had.
 */
final class KeepServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeepServer.class);
  private static final long LOOK_MILLIS = 500;

  private final DataFolder folder;
  private final PostgresPrograms programs;
  private final int port;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("keep-postgres").daemon(true).factory());
  private boolean closed;

  KeepServer(DataFolder folder, PostgresPrograms programs, int port) {
    this.folder = folder;
    this.programs = programs;
    this.port = port;
  }

  void start() {
    var unused =
        timer.scheduleWithFixedDelay(
            this::lookSafely, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Waits for a start under way: after this nobody starts the server any more. */
  @Override
  public synchronized void close() {
    closed = true;
    timer.shutdown();
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("The embedded PostgreSQL does not come up again, the next try follows", e);
    }
  }

  private synchronized void look() {
    if (closed || lives()) {
      return;
    }
    LOG.warn("The embedded PostgreSQL has died; it is started again and recovers by its log");
    new EndPostmaster(programs).leftOn(folder.pg());
    new StartPostmaster(programs, folder.serverLog()).again(folder.pg(), port);
    LOG.warn("The embedded PostgreSQL is back, nothing it had acknowledged is lost");
  }

  private boolean lives() {
    return PostmasterFile.read(folder.pg())
        .filter(file -> file.isServerOf(folder.pg()))
        .isPresent();
  }
}
