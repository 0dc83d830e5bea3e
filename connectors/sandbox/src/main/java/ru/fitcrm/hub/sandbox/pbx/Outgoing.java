package ru.fitcrm.hub.sandbox.pbx;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What a session still has to write. Bounded: a client that does not read is not waited for. */
final class Outgoing {

  private static final int BATCH = 64 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<byte[]> frames = new ArrayDeque<>();
  private final long capacity;
  private long backlog;
  private boolean finished;

  Outgoing(long capacity) {
    this.capacity = capacity;
  }

  /** False when it would be too much. */
  boolean add(byte[] frame) {
    lock.lock();
    try {
      if (finished) {
        return true;
      }
      if (backlog + frame.length > capacity) {
        return false;
      }
      frames.add(frame);
      backlog += frame.length;
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes after what is there. */
  void finish() {
    lock.lock();
    try {
      finished = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  long backlog() {
    lock.lock();
    try {
      return backlog;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for something to write; null when there will be nothing more. */
  byte @Nullable [] take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (frames.isEmpty() && !finished) {
        changed.await();
      }
      return frames.isEmpty() ? null : batch();
    } finally {
      lock.unlock();
    }
  }

  private byte[] batch() {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    while (!frames.isEmpty() && batch.size() < BATCH) {
      batch.writeBytes(frames.remove());
    }
    backlog -= batch.size();
    return batch.toByteArray();
  }
}
