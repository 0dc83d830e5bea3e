package ru.fitcrm.hub.routes.life;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
 * This node's heart and hands: at every beat the heart claims what nobody runs; the hands make the
 * running routes match what the node owns and the settings they were given. Two threads, as a heart
 * that waited for a thousand routes to start would be taken for dead.
 */
public final class KeepConnections implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(KeepConnections.class);

  private final Ownership ownership;
  private final ConnectionRoutes routes;
  private final OwnedConnections running;
  private final String nodeName;
  private final Duration beat;
  private final AtomicReference<@Nullable List<Lease>> wanted = new AtomicReference<>();
  private @Nullable ScheduledExecutorService heart;
  private @Nullable ExecutorService hands;
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
    ExecutorService working =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("hands").daemon(true).factory());
    ScheduledExecutorService beating =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("heart").daemon(true).factory());
    var unused =
        beating.scheduleWithFixedDelay(
            () -> beatSafely(working), 0, beat.toMillis(), TimeUnit.MILLISECONDS);
    hands = working;
    heart = beating;
  }

  @Override
  public synchronized void stop() {
    end(heart);
    wanted.set(null);
    end(hands);
    heart = null;
    hands = null;
    running.all().forEach(routes::stop);
    leave();
  }

  private static void end(@Nullable ExecutorService ending) {
    if (ending == null) {
      return;
    }
    ending.shutdown();
    try {
      if (!ending.awaitTermination(10, TimeUnit.SECONDS)) {
        ending.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

  private void beatSafely(ExecutorService working) {
    try {
      List<Lease> leases = beatOnce();
      if (leases != null) {
        wanted.set(leases);
        working.execute(this::matchSafely);
      }
    } catch (RuntimeException e) {
      LOG.warn("The heart missed a beat, the next follows in {}", beat, e);
    }
  }

  /** What this node owns; null before there are routes to run it. */
  private @Nullable List<Lease> beatOnce() {
    if (!routes.areReady()) {
      return null;
    }
    NodeId me = node;
    if (me == null) {
      me = ownership.enter(nodeName);
      node = me;
    }
    Optional<List<Lease>> leases = ownership.beat(me);
    if (leases.isEmpty()) {
      LOG.warn("This node was taken for dead: it stops all connections and enters anew");
      node = null;
    }
    return leases.orElse(List.of());
  }

  /** Of several beats' wishes only the latest counts. */
  private void matchSafely() {
    List<Lease> leases = wanted.getAndSet(null);
    if (leases == null) {
      return;
    }
    try {
      match(leases);
    } catch (RuntimeException e) {
      LOG.error("Connections could not be started or stopped, tried again in {}", beat, e);
    }
  }

  private void match(List<Lease> leases) {
    Map<ConnectionId, Lease> owned =
        leases.stream().collect(Collectors.toMap(Lease::connection, Function.identity()));
    for (Lease lease : running.all()) {
      if (!lease.equals(owned.get(lease.connection()))) {
        routes.stop(lease);
      }
    }
    // Of a thousand connections taken over, all are heard before any of them sends.
    boolean all =
        forEachUnlessOvertaken(
            leases,
            lease -> {
              if (running.find(lease.connection()).isEmpty()) {
                routes.start(lease);
              }
            });
    if (all) {
      forEachUnlessOvertaken(leases, this::complete);
    }
  }

  private void complete(Lease lease) {
    if (running.find(lease.connection()).isPresent()) {
      routes.complete(lease);
    }
  }

  /** False if the node is to run other connections by now. */
  private boolean forEachUnlessOvertaken(List<Lease> leases, Consumer<Lease> work) {
    for (Lease lease : leases) {
      work.accept(lease);
      if (wanted.get() != null && !leases.equals(wanted.get())) {
        return false;
      }
    }
    return true;
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
