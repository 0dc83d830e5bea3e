package ru.fitcrm.hub.core.journal;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes this node's readers of the journal as soon as something was committed here. */
public final class JournalSignal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private long wakes;

  public void wake() {
    lock.lock();
    try {
      wakes++;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the next wake after {@code seen}, at most so long.
   *
   * @return how many wakes there have been, to be handed in next time
   */
  public long await(long seen, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (wakes == seen && left > 0) {
        left = woken.awaitNanos(left);
      }
      return wakes;
    } finally {
      lock.unlock();
    }
  }
}
