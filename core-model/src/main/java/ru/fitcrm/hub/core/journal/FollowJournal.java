package ru.fitcrm.hub.core.journal;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal of all clubs on this node: at once after a commit here, within 300 ms after
 * one elsewhere. Listeners are told in order on one thread and must be quick.
 */
public final class FollowJournal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FollowJournal.class);
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final int BATCH = 1000;

  private final JournalReader reader;
  private final JournalSignal signal;
  private final List<JournalListener> listeners;
  private final Thread thread;
  private volatile boolean closed;

  public FollowJournal(
      JournalReader reader, JournalSignal signal, List<JournalListener> listeners) {
    this.reader = reader;
    this.signal = signal;
    this.listeners = List.copyOf(listeners);
    this.thread = Thread.ofVirtual().name("follow-journal").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    JournalCursor cursor = null;
    long seen = 0;
    while (!closed) {
      try {
        cursor = cursor == null ? reader.end() : readOn(cursor);
        seen = signal.await(seen, PAUSE);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (closed) {
          return;
        }
        LOG.warn("Could not follow the journal, will go on from {} in {}", cursor, PAUSE, e);
        pauseQuietly();
      }
    }
  }

  private JournalCursor readOn(JournalCursor from) {
    JournalCursor cursor = from;
    List<TailedEvent> batch;
    do {
      batch = reader.after(cursor, BATCH);
      for (TailedEvent event : batch) {
        tell(event);
        cursor = event.cursor();
      }
    } while (batch.size() == BATCH);
    return cursor;
  }

  private void tell(TailedEvent event) {
    for (JournalListener listener : listeners) {
      try {
        listener.happened(event);
      } catch (RuntimeException e) {
        LOG.warn(
            "A listener failed on event {} of club {}, it is not told again",
            event.event().id(),
            event.club(),
            e);
      }
    }
  }

  private void pauseQuietly() {
    try {
      signal.await(Long.MIN_VALUE, PAUSE);
    } catch (InterruptedException e) {
      closed = true;
    }
  }
}
