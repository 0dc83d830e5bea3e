package ru.fitcrm.hub.connectors;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.Received;

/** A kind of outside system that sends to the hub, at the public address of its connection. */
public interface ReceivingConnector<S extends Record> extends Connector<S> {

  /** The largest body taken, in bytes. */
  int maxBytes();

  /**
   * Whether being sent to is all there is to such a connection, and so to its health; else its
   * health is told by what it is asked.
   */
  default boolean onlyReceives() {
    return false;
  }

  /** Whether {@link #reply} tells what the message came to, for which senders wait some seconds. */
  default boolean tellsOutcome() {
    return false;
  }

  /**
   * Whether senders may use GET. The query is then the body, as a form in its own spelling; the
   * request of a probe or of a first acquaintance comes to {@link #serve} in the same way.
   */
  default boolean hearsGet() {
    return false;
  }

  /**
   * Serves a request; senders with a language of their own, such as SOAP, are answered in it.
   *
   * @param take writes the request down, applies it and gives the reply to it; asked once
   */
  default Reply serve(S settings, InRequest request, Supplier<Reply> take) {
    return take.get();
  }

  /**
   * A description of what is taken, for programs.
   *
   * @param address the public address of the connection
   * @return empty if there is none
   */
  default Optional<Reply> contract(String address) {
    return Optional.empty();
  }

  /** Whether this is from whom it should be, and what it is known by. Nothing is written yet. */
  Hearing hear(S settings, InRequest request);

  /** What to make of a request. */
  sealed interface Hearing {

    /**
     * It is written down.
     *
     * @param externalId the sender's own id of it, null if none: then nothing is a duplicate
     * @param orderKey those with the same one are applied one after another, null if none
     * @param phone whom it is about, E.164, null if that shows only when it is applied
     * @param before another id it may have come by a while ago, null if none
     * @param notes kept with its headers, for who applies it; no secrets
     */
    record Keep(
        @Nullable String externalId,
        @Nullable String orderKey,
        @Nullable String phone,
        Received.@Nullable Before before,
        Map<String, String> notes)
        implements Hearing {

      public Keep {
        notes = Map.copyOf(notes);
      }

      public Keep(@Nullable String externalId, @Nullable String orderKey, @Nullable String phone) {
        this(externalId, orderKey, phone, null, Map.of());
      }
    }

    /** It is not from whom it should be, or nobody can read it; nothing is kept. */
    record Refuse(Reply reply) implements Hearing {}
  }

  /**
   * How this sender is answered.
   *
   * @param handled what it came to; null if it is written down and is applied later
   */
  Reply reply(@Nullable Handled handled);

  /** How a sender is answered that repeats what it sent before. */
  default Reply replyToRepeated() {
    return reply(null);
  }
}
