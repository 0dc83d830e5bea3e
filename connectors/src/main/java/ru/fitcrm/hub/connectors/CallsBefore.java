package ru.fitcrm.hub.connectors;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.CallSnapshot;

/**
 * Where the hub's knowledge of an exchange stopped.
 *
 * @param unfinished last snapshots of calls that had not ended
 * @param lastHeard when the exchange was last heard, null if never
 */
public record CallsBefore(List<CallSnapshot> unfinished, @Nullable Instant lastHeard) {

  public static final CallsBefore NOTHING = new CallsBefore(List.of(), null);

  public CallsBefore {
    unfinished = List.copyOf(unfinished);
  }
}
