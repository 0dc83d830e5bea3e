package ru.fitcrm.hub.config.console.onec;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.sync.Applied;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.SyncRun;

/**
 * A run as the page shows it.
 *
 * @param percent how far, 0–100; null where nobody knows how much there is
 */
public record RunView(SyncRun run, Applied.Counts sum, @Nullable Integer percent) {

  static RunView of(SyncRun run) {
    return new RunView(run, run.sum(), percent(run));
  }

  private static @Nullable Integer percent(SyncRun run) {
    Long total = run.total();
    if (total == null || total == 0) {
      return null;
    }
    return (int) Math.min(100, run.done() * 100 / total);
  }

  /** Whether it lies because of a trouble, and goes on by itself. */
  public boolean lies() {
    return run.state() == SyncRun.State.RUNNING && run.troubleCode() != null;
  }

  /** Whether it holds rows against each other and changes none. */
  public boolean compares() {
    return run.mode() == ClubSystem.Mode.COMPARE;
  }

  public boolean walks() {
    return run.mode() == ClubSystem.Mode.PEOPLE;
  }

  public boolean goesOn() {
    return run.state() == SyncRun.State.RUNNING;
  }

  public boolean mayGoOn() {
    return run.state() == SyncRun.State.STOPPED || run.state() == SyncRun.State.FAILED;
  }
}
