package ru.fitcrm.hub.routes.follow;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.HealthBook;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.sync.SyncDesk;
import ru.fitcrm.hub.routes.component.OwnedConnections;

/**
 * {@code club-system:{connection}}: a club's system of record, when it is to be read. An exchange
 * carries a {@link ReadNow}; its body at the end is what following came to. Looks twice a second
 * which runs were asked for on any node: one question for all connections.
 */
public final class ClubSystemComponent extends DefaultComponent {

  private static final Logger LOG = LoggerFactory.getLogger(ClubSystemComponent.class);
  private static final long LOOK_MILLIS = 500;

  private final OwnedConnections owned;
  private final Parts parts;
  private final Map<ConnectionId, ClubSystemConsumer> consumers = new ConcurrentHashMap<>();
  private final Map<ConnectionId, Semaphore> turns = new ConcurrentHashMap<>();
  private @Nullable ScheduledExecutorService looking;

  /** What every connection is followed with. */
  record Parts(
      ClubGate gate,
      SyncDesk desk,
      ClubSystems systems,
      HealthBook health,
      Clock time,
      BusinessClock clock) {}

  ClubSystemComponent(OwnedConnections owned, Parts parts) {
    this.owned = owned;
    this.parts = parts;
  }

  OwnedConnections owned() {
    return owned;
  }

  Parts parts() {
    return parts;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String connection, Map<String, Object> parameters) {
    return new ClubSystemEndpoint(uri, this, new ConnectionId(Long.parseLong(connection)));
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sync-runs").daemon(true).factory());
    var unused =
        started.scheduleWithFixedDelay(
            this::lookSafely, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    looking = started;
  }

  @Override
  protected void doStop() throws Exception {
    ScheduledExecutorService stopping = looking;
    looking = null;
    if (stopping != null) {
      stopping.shutdownNow();
    }
    super.doStop();
  }

  void add(ConnectionId connection, ClubSystemConsumer consumer) {
    consumers.put(connection, consumer);
  }

  void remove(ConnectionId connection, ClubSystemConsumer consumer) {
    consumers.remove(connection, consumer);
  }

  /** Whether this node has followed the connection before. */
  boolean knows(ConnectionId connection) {
    return turns.containsKey(connection);
  }

  /** Held by whoever reads a connection: one that was stopped may still be at its last page. */
  Semaphore turn(ConnectionId connection) {
    return turns.computeIfAbsent(connection, first -> new Semaphore(1));
  }

  private void lookSafely() {
    try {
      if (!consumers.isEmpty()) {
        parts.gate().asPlatform(parts.desk()::asked).forEach(this::tell);
      }
    } catch (RuntimeException e) {
      LOG.debug("Nobody could look for runs asked for, will look again", e);
    }
  }

  private void tell(SyncDesk.Asked run) {
    ClubSystemConsumer consumer = consumers.get(run.connection());
    if (consumer != null) {
      consumer.told(run);
    }
  }
}
