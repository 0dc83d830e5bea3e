package ru.fitcrm.hub.core.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.StorableText;

/** What applying a received message came to. */
public sealed interface Handled {

  /** What the sender is told, if its way of answering says anything. */
  @Nullable JsonNode answer();

  /**
   * The model holds what it said.
   *
   * @param clientId whom it was about, if one person
   */
  record Applied(@Nullable Long clientId, @Nullable JsonNode answer) implements Handled {}

  /**
   * It says nothing the hub can use, and saying it again changes nothing.
   *
   * @param code stable, for example {@code json.unreadable}
   * @param reason what a person can do about it
   */
  record Rejected(String code, String reason, @Nullable JsonNode answer) implements Handled {

    /** A reason may repeat what was received. */
    public Rejected {
      reason = StorableText.of(reason);
    }
  }
}
