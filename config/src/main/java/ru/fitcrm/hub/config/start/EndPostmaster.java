package ru.fitcrm.hub.config.start;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a PostgreSQL server: fast shutdown, then immediate, then kill. Only for one who holds the
 * folder's lock, else it would be a living hub's database.
 */
final class EndPostmaster {

  private static final Logger log = LoggerFactory.getLogger(EndPostmaster.class);
  private static final Duration FAST = Duration.ofSeconds(30);
  private static final Duration IMMEDIATE = Duration.ofSeconds(10);

  private final PostgresPrograms programs;

  EndPostmaster(PostgresPrograms programs) {
    this.programs = programs;
  }

  /** Clears the way for a start on this folder, whatever a killed hub left there. */
  void leftOn(Path pg) {
    PostmasterFile file = PostmasterFile.read(pg).orElse(null);
    if (file == null) {
      return;
    }
    if (file.isServerOf(pg)) {
      log.info(
          "A killed hub left its PostgreSQL running (process {}): ending it, then starting anew",
          file.pid());
      end(file.pid());
    } else if (ProcessHandle.of(file.pid()).isPresent()) {
      log.info("{}/postmaster.pid names a process that is not PostgreSQL: ignoring it", pg);
      PostmasterFile.disown(pg);
    }
  }

  /** Ends the server of this folder, if it runs. */
  void of(Path pg) {
    PostmasterFile.read(pg).filter(file -> file.isServerOf(pg)).ifPresent(file -> end(file.pid()));
  }

  private void end(long pid) {
    if (signal("INT", pid, FAST) || signal("QUIT", pid, IMMEDIATE)) {
      return;
    }
    log.warn("PostgreSQL (process {}) does not stop: killing it, the next start recovers", pid);
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    if (!ended(pid, IMMEDIATE)) {
      throw new StartRefused(
          "HUB_DATA: the old PostgreSQL (process " + pid + ") can't be ended. Kill it by hand.");
    }
  }

  private boolean signal(String name, long pid, Duration wait) {
    programs.run("pg_ctl", "kill", name, Long.toString(pid));
    return ended(pid, wait);
  }

  private static boolean ended(long pid, Duration wait) {
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (process == null) {
      return true;
    }
    try {
      process.onExit().get(wait.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException lives) {
      return false;
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
