package ru.fitcrm.hub.routes.life;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.NodeId;
import ru.fitcrm.hub.core.connection.Ownership;
import ru.fitcrm.hub.routes.component.OwnedConnections;

/**
 * This node's heart: at every beat it claims what nobody runs and makes the running routes match
 * what it owns and the settings they were given.
 */
public final class KeepConnections implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(KeepConnections.class);

  private final Ownership ownership;
  private final ConnectionRoutes routes;
  private final OwnedConnections running;
  private final String nodeName;
  private final Duration beat;
  private @Nullable ScheduledExecutorService heart;
  private @Nullable NodeId node;

  /**
   * @param beat between two beats, well under the 15 seconds after which a node counts as dead
   */
  public KeepConnections(
      Ownership ownership,
      ConnectionRoutes routes,
      OwnedConnections running,
      String nodeName,
      Duration beat) {
    this.ownership = ownership;
    this.routes = routes;
    this.running = running;
    this.nodeName = nodeName;
    this.beat = beat;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("heart").daemon(true).factory());
    var unused =
        started.scheduleWithFixedDelay(this::beatSafely, 0, beat.toMillis(), TimeUnit.MILLISECONDS);
    heart = started;
  }

  @Override
  public synchronized void stop() {
    ScheduledExecutorService stopping = heart;
    if (stopping == null) {
      return;
    }
    heart = null;
    stopping.shutdown();
    try {
      if (!stopping.awaitTermination(10, TimeUnit.SECONDS)) {
        stopping.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.all().forEach(routes::stop);
    leave();
  }

  @Override
  public synchronized boolean isRunning() {
    return heart != null;
  }

  /** After Camel has started, and stopped before it. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 50;
  }

  private void beatSafely() {
    try {
      beatOnce();
    } catch (RuntimeException e) {
      LOG.warn("The heart missed a beat, the next follows in {}", beat, e);
    }
  }

  private void beatOnce() {
    if (!routes.areReady()) {
      return;
    }
    NodeId me = node;
    if (me == null) {
      me = ownership.enter(nodeName);
      node = me;
    }
    Optional<List<Lease>> leases = ownership.beat(me);
    if (leases.isEmpty()) {
      LOG.warn("This node was taken for dead: it stops all connections and enters anew");
      running.all().forEach(routes::stop);
      node = null;
      return;
    }
    match(leases.get());
  }

  private void match(List<Lease> leases) {
    Map<ConnectionId, Lease> wanted =
        leases.stream().collect(Collectors.toMap(Lease::connection, Function.identity()));
    for (Lease lease : running.all()) {
      if (!lease.equals(wanted.get(lease.connection()))) {
        routes.stop(lease);
      }
    }
    for (Lease lease : leases) {
      if (running.find(lease.connection()).isEmpty()) {
        routes.start(lease);
      }
    }
  }

  private void leave() {
    NodeId me = node;
    if (me == null) {
      return;
    }
    try {
      ownership.leave(me);
    } catch (RuntimeException e) {
      LOG.warn("This node could not say good-bye; others take over in 15 s", e);
    }
    node = null;
  }
}
