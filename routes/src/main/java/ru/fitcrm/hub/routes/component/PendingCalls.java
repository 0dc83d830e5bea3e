package ru.fitcrm.hub.routes.component;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.CallSnapshot;

/**
 * What was heard and is not written down yet: of each call the latest only, calls in the order they
 * were first heard. However slow the database, it holds no more than there are calls.
 */
final class PendingCalls {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Map<String, CallSnapshot> calls = new LinkedHashMap<>();
  private LineNews news = LineNews.NONE;
  private boolean closed;

  void put(CallSnapshot call) {
    lock.lock();
    try {
      calls.put(call.linkedId(), call);
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void put(LineNews latest) {
    lock.lock();
    try {
      news = news.and(latest);
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Puts a call back that could not be written, behind the others, unless newer was heard. */
  void putBack(CallSnapshot call) {
    lock.lock();
    try {
      calls.putIfAbsent(call.linkedId(), call);
    } finally {
      lock.unlock();
    }
  }

  void putBack(LineNews old) {
    lock.lock();
    try {
      news = old.and(news);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for something to write; empty once closed and all was taken. */
  Taken take() throws InterruptedException {
    lock.lock();
    try {
      while (calls.isEmpty() && news.isNone() && !closed) {
        arrived.await();
      }
      LineNews taken = calls.isEmpty() ? news : news.withoutHeard();
      news = calls.isEmpty() ? LineNews.NONE : news.onlyHeard();
      return new Taken(takeFirst(), taken);
    } finally {
      lock.unlock();
    }
  }

  /** A call, news of the line, both, or nothing at the end. */
  record Taken(@Nullable CallSnapshot call, LineNews news) {

    boolean isEnd() {
      return call == null && news.isNone();
    }
  }

  /** Waits before the next try; ends early when closed. */
  void pause(Duration length) throws InterruptedException {
    lock.lock();
    try {
      long left = length.toNanos();
      while (left > 0 && !closed) {
        left = arrived.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will come; what is there is still taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void forget() {
    lock.lock();
    try {
      calls.clear();
      news = LineNews.NONE;
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable CallSnapshot takeFirst() {
    Iterator<CallSnapshot> first = calls.values().iterator();
    if (!first.hasNext()) {
      return null;
    }
    CallSnapshot call = first.next();
    first.remove();
    return call;
  }
}
