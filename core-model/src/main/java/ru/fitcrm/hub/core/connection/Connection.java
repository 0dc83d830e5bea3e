package ru.fitcrm.hub.core.connection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.ClubId;

/**
 * One configured connector of one club.
 *
 * @param settings the plain settings, without secrets
 * @param secrets name of each secret and whether it is set; never its value
 * @param inUrl path of the public receiver, for example {@code /in/…}
 */
public record Connection(
    long id,
    @JsonIgnore ClubId club,
    String kind,
    String name,
    @Nullable Long branchId,
    boolean enabled,
    boolean held,
    ConnectionState state,
    JsonNode settings,
    Map<String, SecretState> secrets,
    String inUrl,
    long version,
    ConnectionHealth health) {

  /** Whether a secret is set, and since when. */
  public record SecretState(boolean set, @Nullable Instant changedAt) {}

  public ConnectionId connectionId() {
    return new ConnectionId(id);
  }
}
