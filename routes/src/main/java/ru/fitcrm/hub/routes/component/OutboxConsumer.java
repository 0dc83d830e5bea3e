package ru.fitcrm.hub.routes.component;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.outbox.Sent;

/**
 * Sends one connection's messages down its route. It has no thread: the node's sender claims for
 * all connections at once and brings each message on a thread of its own.
 */
final class OutboxConsumer extends DefaultConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxConsumer.class);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final Lease lease;
  private final SendOutgoing sender;
  private final int atOnce;
  private final ReentrantLock count = new ReentrantLock();
  private final Condition ended = count.newCondition();
  private int underWay;

  OutboxConsumer(
      OutboxEndpoint endpoint, Processor processor, Lease lease, SendOutgoing sender, int atOnce) {
    super(endpoint, processor);
    this.lease = lease;
    this.sender = sender;
    this.atOnce = atOnce;
  }

  Lease lease() {
    return lease;
  }

  /** How many messages more it takes now. */
  int free() {
    count.lock();
    try {
      return atOnce - underWay;
    } finally {
      count.unlock();
    }
  }

  void taken() {
    count.lock();
    try {
      underWay++;
    } finally {
      count.unlock();
    }
  }

  void done() {
    count.lock();
    try {
      underWay--;
      ended.signalAll();
    } finally {
      count.unlock();
    }
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    sender.enter(this);
  }

  /** What is under way may end; what does not in time is swept up when its claim has run out. */
  @Override
  protected void doStop() throws Exception {
    sender.leave(this);
    count.lock();
    try {
      long left = DRAIN.toNanos();
      while (underWay > 0 && left > 0) {
        left = ended.awaitNanos(left);
      }
      if (underWay > 0) {
        LOG.warn(
            "Connection {} was stopped after {} s with {} messages under way; their claims run out",
            lease.connection(),
            TimeUnit.NANOSECONDS.toSeconds(DRAIN.toNanos()),
            underWay);
      }
    } finally {
      count.unlock();
    }
    super.doStop();
  }

  /** Sends a message down the route; the route's end is the outcome. */
  Sent send(OutboxMessage message) {
    Exchange exchange = createExchange(true);
    exchange.getMessage().setBody(message);
    exchange.getMessage().setHeader(CallComponent.LEASE, lease);
    Exception failure = process(exchange);
    if (failure != null) {
      LOG.warn("The route of {} broke off, how far it came is not known", message, failure);
      return inDoubt(message, failure.getClass().getSimpleName());
    }
    Object end = exchange.getMessage().getBody();
    if (end instanceof Sent sent) {
      return sent;
    }
    return end instanceof Outcome outcome
        ? new Sent(outcome, null)
        : inDoubt(message, "no outcome");
  }

  private @Nullable Exception process(Exchange exchange) {
    try {
      getProcessor().process(exchange);
      return exchange.getException();
    } catch (Exception e) {
      return e;
    }
  }

  private static Sent inDoubt(OutboxMessage message, String what) {
    String reason = "The hub broke off while sending (" + what + "); its log says why";
    return new Sent(
        message.repeatable()
            ? new Outcome.RetryAt(null, "broke-off", reason)
            : new Outcome.Unknown(reason + ". Look at the receiver's side before sending again"),
        null);
  }
}
