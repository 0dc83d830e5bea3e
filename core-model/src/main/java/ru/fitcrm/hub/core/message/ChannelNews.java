package ru.fitcrm.hub.core.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a channel tells by itself: of a message sent before, or of one that a person wrote. */
public sealed interface ChannelNews {

  /**
   * How far a message has come. Receipts come late, twice and in any order.
   *
   * @param externalId the receiver's identity of the message, as {@link
   *     ru.fitcrm.hub.core.outbox.Outcome.Accepted} named it
   * @param at when, by the provider's clock; null if it does not say
   * @param code the provider's own, of a failure
   * @param reason in plain words without numbers, names or texts, of a failure
   * @param hubsOwn whether the receiver names the message by {@link TextToSend#id}, so that one
   *     whose answer nobody saw is known, too
   */
  record Receipt(
      String externalId,
      Stage stage,
      @Nullable Instant at,
      @Nullable String code,
      @Nullable String reason,
      boolean hubsOwn)
      implements ChannelNews {

    /** By an identity of the receiver's. */
    public Receipt(
        String externalId,
        Stage stage,
        @Nullable Instant at,
        @Nullable String code,
        @Nullable String reason) {
      this(externalId, stage, at, code, reason, false);
    }
  }

  /** In the order they advance; a later one is never undone by an earlier. */
  enum Stage {
    ACCEPTED,
    DELIVERED,
    READ,
    FAILED
  }

  /**
   * A person wrote.
   *
   * @param externalId the provider's identity of it: what comes twice is taken once; empty if it
   *     has none, and then what was received is one
   * @param address to answer to, as {@link Channel} says; a number as the provider tells it, or the
   *     name a sender of SMS goes by
   * @param phone as the provider tells it, null if it tells none beside the address
   * @param name the person's own, null if not told
   * @param text empty if only a file came; of a file its caption
   * @param at when, by the provider's clock; null if it does not say
   * @param file what came with it, null for none
   */
  record Written(
      String externalId,
      Channel channel,
      String address,
      @Nullable String phone,
      @Nullable String name,
      String text,
      @Nullable Instant at,
      @Nullable MessageFile file)
      implements ChannelNews {

    /** Words alone. */
    public Written(
        String externalId,
        Channel channel,
        String address,
        @Nullable String phone,
        @Nullable String name,
        String text,
        @Nullable Instant at) {
      this(externalId, channel, address, phone, name, text, at, null);
    }

    /** Without who and what, so that they reach no log. */
    @Override
    public String toString() {
      return "Written[" + externalId + ", " + channel + "]";
    }
  }
}
