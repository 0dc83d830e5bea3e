package ru.fitcrm.hub.connectors.sms.smpp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Lets no more parts go in a second than the SMSC takes; operators count parts, not messages. */
final class PartsPace {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition never = lock.newCondition();
  private final long nanosPerPart;
  private final LongSupplier nanos;
  private long free;

  PartsPace(int partsPerSecond, LongSupplier nanos) {
    this.nanosPerPart = TimeUnit.SECONDS.toNanos(1) / partsPerSecond;
    this.nanos = nanos;
    this.free = nanos.getAsLong();
  }

  /**
   * Waits for the turn of one part.
   *
   * @return false if that would take longer than patience, and then nothing is due
   */
  boolean enter(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      long mine = Math.max(now, free);
      if (mine - now > patience.toNanos()) {
        return false;
      }
      free = mine + nanosPerPart;
      await(mine - now);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for another turn of the same part, and everybody after it. */
  void pause(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      long mine = Math.max(free, now) + time.toNanos();
      free = mine + nanosPerPart;
      await(mine - now);
    } finally {
      lock.unlock();
    }
  }

  private void await(long time) throws InterruptedException {
    long left = time;
    while (left > 0) {
      left = never.awaitNanos(left);
    }
  }
}
