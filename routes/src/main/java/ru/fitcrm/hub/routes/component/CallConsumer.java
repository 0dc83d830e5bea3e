package ru.fitcrm.hub.routes.component;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.TimeSpan;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.LeaseLost;

/**
 * Hears a phone line and sends its calls down the route: several calls at once, what is told of one
 * call in order. What the route cannot take (the database is away) stays pending and is tried again
 * until it can.
 */
final class CallConsumer extends DefaultConsumer implements PhoneLine.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(CallConsumer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final int WORKERS = 4;

  private final Lease lease;
  private final CallComponent hub;
  private final LineBook book;
  private final PendingCalls pending = new PendingCalls();
  private @Nullable PhoneLine line;
  private final List<Thread> workers = new ArrayList<>();

  CallConsumer(
      CallEndpoint endpoint, Processor processor, Lease lease, CallComponent hub, LineBook book) {
    super(endpoint, processor);
    this.lease = lease;
    this.hub = hub;
    this.book = book;
  }

  @Override
  public void call(CallSnapshot call) {
    pending.put(call);
  }

  @Override
  public void health(PhoneLine.Health latest) {
    pending.put(new LineNews(latest, List.of(), null));
  }

  @Override
  public void gap(Instant from, Instant to) {
    pending.put(new LineNews(null, List.of(new TimeSpan(from, to)), null));
  }

  @Override
  public void heard(Instant until) {
    pending.put(new LineNews(null, List.of(), until));
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(Thread.ofVirtual().name("calls-" + lease.connection()).start(this::work));
    }
    PhoneLine opened = hub.lines().open(lease, this);
    line = opened;
    hub.opened(lease.connection(), opened);
  }

  @Override
  protected void doStop() throws Exception {
    if (line != null) {
      hub.closed(lease.connection(), line);
      line.close();
    }
    pending.close();
    for (Thread worker : workers) {
      if (!worker.join(DRAIN)) {
        LOG.warn(
            "Connection {} was stopped with calls not written yet; the next owner asks the PBX",
            lease.connection());
        worker.interrupt();
      }
    }
    workers.clear();
    super.doStop();
  }

  private void work() {
    Duration pause = FIRST_PAUSE;
    try {
      PendingCalls.Taken taken = pending.take();
      while (!taken.isEnd()) {
        pause = write(taken) ? FIRST_PAUSE : pauseAndLengthen(pause);
        taken = pending.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration pauseAndLengthen(Duration pause) throws InterruptedException {
    pending.pause(pause);
    Duration longer = pause.multipliedBy(2);
    return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  private boolean write(PendingCalls.Taken taken) {
    boolean written = true;
    CallSnapshot call = taken.call();
    if (call != null) {
      try {
        written = writeCall(call);
      } finally {
        pending.done(call);
      }
    }
    if (!taken.news().isNone()) {
      try {
        written &= writeNews(taken.news());
      } finally {
        pending.newsDone();
      }
    }
    return written;
  }

  private boolean writeCall(CallSnapshot call) {
    Exchange exchange = createExchange(true);
    exchange.getMessage().setBody(call);
    exchange.getMessage().setHeader(CallComponent.LEASE, lease);
    Exception failure = process(exchange);
    if (failure == null) {
      return true;
    }
    if (failure instanceof LeaseLost) {
      LOG.info("Connection {} belongs to another node now, what is pending is its to tell", lease);
      pending.forget();
      return true;
    }
    return keepForLater(call, failure);
  }

  private @Nullable Exception process(Exchange exchange) {
    try {
      getProcessor().process(exchange);
      return exchange.getException();
    } catch (Exception e) {
      return e;
    }
  }

  private boolean keepForLater(CallSnapshot call, Exception failure) {
    if (pending.isClosed()) {
      LOG.warn(
          "A call of connection {} was not written before the stop; the next owner asks the PBX",
          lease.connection(),
          failure);
      return true;
    }
    LOG.warn(
        "A call of connection {} could not be written, will try again",
        lease.connection(),
        failure);
    pending.putBack(call);
    return false;
  }

  private boolean writeNews(LineNews news) {
    try {
      book.write(news);
      return true;
    } catch (RuntimeException e) {
      if (pending.isClosed()) {
        return true;
      }
      LOG.warn(
          "How connection {} fares could not be written, will try again", lease.connection(), e);
      pending.putBack(news);
      return false;
    }
  }
}
