package ru.fitcrm.hub.routes.component;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.connectors.DialRequest;
import ru.fitcrm.hub.connectors.Dialled;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.connection.Lease;

/**
 * Opens lines beside whoever asks for them: routes start one after another, and each would wait for
 * the database. A few at once, so that the database has time for others; again and again, until the
 * line is open or no longer wanted.
 */
final class OpenBeside implements PhoneLines {

  private static final Logger LOG = LoggerFactory.getLogger(OpenBeside.class);
  private static final int AT_ONCE = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final PhoneLines lines;
  private final Semaphore free = new Semaphore(AT_ONCE);

  OpenBeside(PhoneLines lines) {
    this.lines = lines;
  }

  @Override
  public PhoneLine open(Lease lease, PhoneLine.Listener listener) {
    Opening line = new Opening(lease, listener);
    Thread.ofVirtual().name("calls-" + lease.connection() + " opens").start(line::open);
    return line;
  }

  /** A line that may not be open yet. */
  private final class Opening implements PhoneLine {

    private final Lease lease;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable PhoneLine line;

    Opening(Lease lease, Listener listener) {
      this.lease = lease;
      this.listener = listener;
    }

    private void open() {
      try {
        Duration pause = FIRST_PAUSE;
        while (closed.getCount() > 0 && !isOpened(pause)) {
          boolean unused = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
          Duration longer = pause.multipliedBy(2);
          pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean isOpened(Duration pause) throws InterruptedException {
      free.acquire();
      try {
        if (closed.getCount() > 0) {
          keep(lines.open(lease, listener));
        }
        return true;
      } catch (RuntimeException e) {
        LOG.warn(
            "The line of connection {} could not be opened, will retry in {} s",
            lease.connection(),
            pause.toSeconds(),
            e);
        return false;
      } finally {
        free.release();
      }
    }

    private void keep(PhoneLine opened) {
      synchronized (this) {
        if (closed.getCount() > 0) {
          line = opened;
          return;
        }
      }
      opened.close();
    }

    private synchronized @Nullable PhoneLine line() {
      return line;
    }

    @Override
    public Dialled dial(DialRequest request) {
      PhoneLine now = line();
      return now == null
          ? new Dialled.Refused("no-line", "The connection is just starting: try in a moment")
          : now.dial(request);
    }

    @Override
    public void close() {
      synchronized (this) {
        closed.countDown();
      }
      PhoneLine now = line();
      if (now != null) {
        now.close();
      }
    }
  }
}
