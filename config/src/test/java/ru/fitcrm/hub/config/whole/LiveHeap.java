package ru.fitcrm.hub.config.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LongSummaryStatistics;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks every few seconds at what of a JVM's heap is alive. A collector's own figures tell how much
 * garbage it has left lying, which grows up to the limit however little is used.
 */
final class LiveHeap implements AutoCloseable {

  private static final int SECONDS = 5;

  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
  private final LongSummaryStatistics seen = new LongSummaryStatistics();

  private LiveHeap() {}

  static LiveHeap watch(long pid) {
    LiveHeap heap = new LiveHeap();
    Future<?> unused =
        heap.looks.scheduleWithFixedDelay(() -> heap.look(pid), SECONDS, SECONDS, TimeUnit.SECONDS);
    return heap;
  }

  private synchronized void look(long pid) {
    try {
      seen.accept(ProcessFacts.liveHeap(pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized String toString() {
    return "objects alive at most %.0f MB, %.0f MB in the mean of %d looks"
        .formatted(seen.getMax() / 1e6, seen.getAverage() / 1e6, seen.getCount());
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
