package ru.fitcrm.hub.connectors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.CallSnapshot;

/** An open line to a phone exchange. Closing ends its threads and sockets. */
public interface PhoneLine extends AutoCloseable {

  @Override
  void close();

  /**
   * Calls a client for an employee. Takes no longer than the exchange's answer; not to be called by
   * a {@link Listener}.
   */
  Dialled dial(DialRequest request);

  /** Hears the line. Called on the line's threads and must not block: copy and return. */
  interface Listener {

    /** The latest of one call; later ones of the same call replace it. */
    void call(CallSnapshot call);

    /** The line came up, or went down. Told on change only. */
    void health(Health health);

    /**
     * The exchange was not heard between these moments and has no records to ask: calls that began
     * and ended then are not known.
     */
    void gap(Instant from, Instant to);

    /** All calls until this moment were told. Comes every half minute while the line is up. */
    void heard(Instant until);
  }

  /**
   * @param error what went wrong in plain words, null when up
   * @param code stable code of the error, for example {@code login-refused}; null when up
   * @param clockSkewMillis how far the exchange's clock is ahead of the hub's, null if it tells no
   *     time
   */
  record Health(
      boolean up,
      Instant since,
      @Nullable String code,
      @Nullable String error,
      @Nullable Long clockSkewMillis) {}
}
