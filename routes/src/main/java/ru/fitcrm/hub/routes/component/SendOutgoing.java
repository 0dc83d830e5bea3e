package ru.fitcrm.hub.routes.component;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.outbox.ClaimOutgoing;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxSignal;
import ru.fitcrm.hub.core.outbox.Sent;
import ru.fitcrm.hub.core.outbox.SettleOutgoing;

/**
 * This node's sender: one thread claims for all connections that run here, at once when something
 * was put on this node and every quarter of a second for what was put elsewhere or came due. Each
 * message is sent on a virtual thread of its own, outside any transaction.
 */
public final class SendOutgoing implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SendOutgoing.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** About as long as a claim lives: an outage of the database is outlasted. */
  private static final int TRIES_TO_SETTLE = 60;

  private final ClaimOutgoing claim;
  private final SettleOutgoing settle;
  private final OutboxSignal signal;
  private final TellHealth health;
  private final Map<ConnectionId, OutboxConsumer> consumers = new ConcurrentHashMap<>();

  /** Messages this node has heard of and not settled, under their newest claim. */
  private final Map<Long, OutboxMessage> inHand = new ConcurrentHashMap<>();

  private boolean mayHaveClaimed;
  private volatile CountDownLatch closed = new CountDownLatch(0);
  private @Nullable Thread thread;

  public SendOutgoing(
      ClaimOutgoing claim, SettleOutgoing settle, OutboxSignal signal, TellHealth health) {
    this.claim = claim;
    this.settle = settle;
    this.signal = signal;
    this.health = health;
  }

  void enter(OutboxConsumer consumer) {
    consumers.put(consumer.lease().connection(), consumer);
    signal.wake();
  }

  void leave(OutboxConsumer consumer) {
    consumers.remove(consumer.lease().connection(), consumer);
    health.forget(consumer.lease().connection());
  }

  @Override
  public synchronized void start() {
    closed = new CountDownLatch(1);
    thread = Thread.ofVirtual().name("send-outgoing").start(this::work);
  }

  @Override
  public synchronized void stop() {
    closed.countDown();
    Thread stopping = thread;
    thread = null;
    if (stopping != null) {
      stopping.interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  /** Runs before routes come and until they are gone. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 60;
  }

  private void work() {
    while (closed.getCount() > 0) {
      try {
        giveBack();
        while (claimOnce() > 0) {
          // More may be due than one claim takes.
        }
        signal.await(LOOK_EVERY);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        mayHaveClaimed = true;
        if (closed.getCount() == 0 || pause(AFTER_TROUBLE)) {
          return;
        }
        LOG.warn("What must go out could not be claimed, tried again now", e);
      }
    }
  }

  /** A claim may have been committed although its answer was lost. */
  private void giveBack() {
    if (mayHaveClaimed) {
      claim.giveBack(
          consumers.values().stream().map(OutboxConsumer::lease).toList(),
          List.copyOf(inHand.keySet()));
      mayHaveClaimed = false;
    }
  }

  private int claimOnce() {
    List<ClaimOutgoing.Room> rooms =
        consumers.values().stream()
            .filter(consumer -> consumer.free() > 0)
            .map(consumer -> new ClaimOutgoing.Room(consumer.lease(), consumer.free()))
            .toList();
    List<OutboxMessage> claimed = claim.take(rooms);
    claimed.forEach(this::sendOnItsOwn);
    return claimed.size();
  }

  /**
   * One whose claim ran out while its outcome could not be written, as in an outage of the
   * database, is not sent again: the outcome is written under the new claim.
   */
  private void sendOnItsOwn(OutboxMessage message) {
    if (inHand.replace(message.id(), message) != null) {
      return;
    }
    OutboxConsumer consumer = consumers.get(new ConnectionId(message.connectionId()));
    if (consumer == null) {
      LOG.info("{} was claimed while its connection stopped; it waits again", message);
      claim.putBack(message);
      return;
    }
    consumer.taken();
    inHand.put(message.id(), message);
    var unused =
        Thread.ofVirtual().name("send-" + message.id()).start(() -> send(consumer, message));
  }

  private void send(OutboxConsumer consumer, OutboxMessage message) {
    try {
      long began = System.nanoTime();
      Sent sent = consumer.send(message);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      settle(consumer, message.id(), sent, took);
    } finally {
      inHand.remove(message.id());
      consumer.done();
      signal.wake();
    }
  }

  /** What became of a message is worth some tries to write down. */
  private void settle(OutboxConsumer consumer, long id, Sent sent, Duration took) {
    for (int tried = 1; tried <= TRIES_TO_SETTLE; tried++) {
      OutboxMessage claimed = inHand.get(id);
      if (claimed == null) {
        return;
      }
      try {
        if (isSettled(consumer, claimed, sent, took)) {
          return;
        }
      } catch (RuntimeException e) {
        LOG.warn(
            "The outcome of {} could not be written (try {} of {}); if none succeeds, its claim"
                + " runs out",
            claimed,
            tried,
            TRIES_TO_SETTLE,
            e);
        if (pause(tried < 4 ? Duration.ofMillis(200L << tried) : LONGEST_PAUSE)) {
          return;
        }
      }
    }
  }

  /** False if this node has claimed it anew meanwhile: then that claim is to be settled. */
  private boolean isSettled(
      OutboxConsumer consumer, OutboxMessage claimed, Sent sent, Duration took) {
    if (settle.settle(consumer.lease(), claimed, sent.outcome(), took, sent.exchange())) {
      health.learn(consumer.lease(), sent.outcome());
      return true;
    }
    if (pause(LOOK_EVERY)) {
      return true;
    }
    OutboxMessage now = inHand.get(claimed.id());
    return now == null || now.claim() == claimed.claim();
  }

  /** True if it ended early because the node stops. */
  private boolean pause(Duration length) {
    try {
      return closed.await(length.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
