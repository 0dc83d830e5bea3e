package ru.fitcrm.hub.core.outbox;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes this node's sender as soon as something to send was committed here. */
public final class OutboxSignal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean awake;

  public void wake() {
    lock.lock();
    try {
      awake = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next wake, at most so long. One sender a node waits here. */
  public void await(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!awake && left > 0) {
        left = woken.awaitNanos(left);
      }
      awake = false;
    } finally {
      lock.unlock();
    }
  }
}
