package ru.fitcrm.hub.routes.component;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.CallSnapshot;

/**
 * What was heard and is not written down yet: of each call the latest only, calls in the order they
 * were first heard. However slow the database, it holds no more than there are calls. Several may
 * be taken at once, but of one call only one at a time: what is newer waits until that is done.
 */
final class PendingCalls {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Map<String, CallSnapshot> calls = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private LineNews news = LineNews.NONE;
  private boolean newsTaken;
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
      CallSnapshot call = takeFirst();
      while (call == null && ripe(null).isNone() && !(closed && calls.isEmpty())) {
        arrived.await();
        call = takeFirst();
      }
      LineNews told = ripe(call);
      if (!told.isNone()) {
        news = told.heardUntil() == null ? news.onlyHeard() : LineNews.NONE;
        newsTaken = true;
      }
      return new Taken(call, told);
    } finally {
      lock.unlock();
    }
  }

  /**
   * News is written one after another. Until when the line was heard may be said only when all that
   * was heard is written down.
   */
  private LineNews ripe(@Nullable CallSnapshot call) {
    if (newsTaken) {
      return LineNews.NONE;
    }
    boolean allWritten = call == null && calls.isEmpty() && taken.isEmpty();
    return allWritten ? news : news.withoutHeard();
  }

  /** A call, news of the line, both, or nothing at the end. */
  record Taken(@Nullable CallSnapshot call, LineNews news) {

    boolean isEnd() {
      return call == null && news.isNone();
    }
  }

  /** What was taken of this call has been dealt with: what is newer may be taken. */
  void done(CallSnapshot call) {
    lock.lock();
    try {
      taken.remove(call.linkedId());
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The news taken has been dealt with: the next may be taken. */
  void newsDone() {
    lock.lock();
    try {
      newsTaken = false;
      arrived.signalAll();
    } finally {
      lock.unlock();
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
    Iterator<CallSnapshot> waiting = calls.values().iterator();
    while (waiting.hasNext()) {
      CallSnapshot call = waiting.next();
      if (taken.add(call.linkedId())) {
        waiting.remove();
        return call;
      }
    }
    return null;
  }
}
