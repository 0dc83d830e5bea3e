package ru.fitcrm.hub.sandbox.pbx;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Holds up reading and writing of all sessions: a frozen or a slow PBX. */
final class IoGate {

  private static final int SLICES_A_SECOND = 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean frozen;
  private int bytesPerSecond;

  void freeze(boolean on) {
    lock.lock();
    try {
      frozen = on;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** 0 lifts the limit. */
  void limit(int newBytesPerSecond) {
    lock.lock();
    try {
      bytesPerSecond = newBytesPerSecond;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits while frozen. */
  void pass() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (frozen) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits while frozen, and for this slice's turn when slow; tells how many bytes may go now. */
  int slice(int wanted) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (frozen) {
        changed.await();
      }
      if (bytesPerSecond == 0) {
        return wanted;
      }
      long left = TimeUnit.SECONDS.toNanos(1) / SLICES_A_SECOND;
      while ((left > 0 && bytesPerSecond > 0) || frozen) {
        left = changed.awaitNanos(Math.max(left, 1_000_000));
      }
      return bytesPerSecond == 0
          ? wanted
          : Math.min(wanted, Math.max(1, bytesPerSecond / SLICES_A_SECOND));
    } finally {
      lock.unlock();
    }
  }
}
