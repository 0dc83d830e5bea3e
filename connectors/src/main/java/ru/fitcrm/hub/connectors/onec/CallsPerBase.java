package ru.fitcrm.hub.connectors.onec;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;

/**
 * At most two calls at once to one base, whichever connections and ways they come from: every call
 * may take one of the club's licences.
 */
@Component
public final class CallsPerBase {

  private static final int AT_ONCE = 2;

  private final Map<String, Semaphore> bases = new ConcurrentHashMap<>();

  /** The gate of the base this address belongs to: what stands before /ws/, /hs/ or /odata/. */
  public Gate of(String address) {
    String base = address.replaceFirst("/(ws|hs|odata)/.*", "");
    URI uri = URI.create(base);
    String key = (uri.getAuthority() + uri.getPath()).toLowerCase(Locale.ROOT);
    return new Gate(bases.computeIfAbsent(key, first -> new Semaphore(AT_ONCE, true)));
  }

  /** Where calls to one base wait their turn. */
  public static final class Gate {

    private final Semaphore free;

    private Gate(Semaphore free) {
      this.free = free;
    }

    /** Asks once there is a place; without one in time nothing is asked. */
    public <T> Answer<T> inTurn(Duration patience, Supplier<Answer<T>> question) {
      if (!enter(patience)) {
        return new Answer.Failed<>(
            Failure.notBegun(
                Kind.BUSY, "too-many-calls", "Two calls to this base have not ended yet"));
      }
      try {
        return question.get();
      } finally {
        leave();
      }
    }

    /** Waits for a place; false if there is none in time, and then {@link #leave} is not due. */
    public boolean enter(Duration patience) {
      try {
        return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    public void leave() {
      free.release();
    }
  }
}
