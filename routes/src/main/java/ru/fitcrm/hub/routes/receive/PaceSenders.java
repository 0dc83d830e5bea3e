package ru.fitcrm.hub.routes.receive;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.connection.ConnectionId;

/** How much may come to one connection's address on this node, so that one cannot starve others. */
@Component
final class PaceSenders {

  /** How many seconds' worth may come at once. */
  private static final int BURST = 4;

  private final double perNano;
  private final double most;
  private final LongSupplier nanos;
  private final Map<ConnectionId, Bucket> buckets = new ConcurrentHashMap<>();

  @Autowired
  PaceSenders(@Value("${hub.in.per-second:1000}") int perSecond) {
    this(perSecond, System::nanoTime);
  }

  PaceSenders(int perSecond, LongSupplier nanos) {
    this.perNano = perSecond / 1e9;
    this.most = (double) perSecond * BURST;
    this.nanos = nanos;
  }

  private record Bucket(double left, long at) {}

  /** How long to wait before the next; empty if it may come now. */
  Optional<Duration> take(ConnectionId connection) {
    long now = nanos.getAsLong();
    Bucket bucket =
        buckets.merge(
            connection,
            new Bucket(most - 1, now),
            (before, first) -> {
              double filled = Math.min(most, before.left() + (now - before.at()) * perNano);
              return new Bucket(Math.max(-1, filled - 1), now);
            });
    return bucket.left() >= 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(1));
  }
}
