package ru.fitcrm.hub.core.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's word on being written to or called, with its proof. The newest of a channel and
 * purpose is the one that counts.
 *
 * @param given false if it was refused or taken back
 * @param at when the person said so
 * @param place where: a form's address, a desk, a call
 * @param textVersion which text was agreed to
 * @param current whether it is the newest of its channel and purpose
 */
public record Consent(
    long id,
    long clientId,
    Channel channel,
    Purpose purpose,
    boolean given,
    Instant at,
    String place,
    @Nullable String textVersion,
    String recordedBy,
    Instant recordedAt,
    boolean current) {

  /** The way the club may come to the person. */
  public enum Channel {
    CALL,
    SMS,
    WHATSAPP,
    TELEGRAM,
    MAX,
    EMAIL
  }

  /** What for. */
  public enum Purpose {
    SERVICE,
    AD
  }
}
