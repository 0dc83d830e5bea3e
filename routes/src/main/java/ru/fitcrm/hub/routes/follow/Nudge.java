package ru.fitcrm.hub.routes.follow;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.sync.SyncDesk;

/** What ends a pause before its time: a run asked for, resumed or stopped, or the end of all. */
final class Nudge {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private SyncDesk.@Nullable Asked seen;
  private boolean due;
  private boolean over;

  /** A run goes on; nothing new if it was seen so before. */
  void of(SyncDesk.Asked run) {
    lock.lock();
    try {
      if (!run.equals(seen)) {
        seen = run;
        due = true;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Taken up: only what is asked for from now on is new. */
  void know(SyncDesk.Asked run) {
    lock.lock();
    try {
      seen = run;
      due = false;
    } finally {
      lock.unlock();
    }
  }

  /** It ended: asked for again, it is new. */
  void forget() {
    lock.lock();
    try {
      seen = null;
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      over = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits.
   *
   * @return false if all is over
   */
  boolean await(Duration pause) {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!due && !over && left > 0) {
        left = changed.awaitNanos(left);
      }
      due = false;
      return !over;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
