package ru.fitcrm.hub.core.outbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of an attempt to send. Reasons are plain words without numbers, names or texts. */
public sealed interface Outcome {

  /**
   * The receiver took it; whether it arrives comes later, if at all.
   *
   * @param externalId the receiver's identity of the message
   */
  record Accepted(@Nullable String externalId) implements Outcome {}

  /** It has arrived. */
  record Delivered() implements Outcome {}

  /**
   * Not now: by the retry table, at the given time where the receiver named one.
   *
   * @param when not before it; null leaves it to the table
   * @param code stable, for example {@code busy}
   */
  record RetryAt(@Nullable Instant when, String code, String reason) implements Outcome {}

  /**
   * Not now, and nothing else either: as {@link RetryAt}, and the connection is left alone for as
   * long, then tried with one message at a time until one goes through.
   */
  record Overloaded(@Nullable Instant when, String code, String reason) implements Outcome {}

  /** Never: repeating it would change nothing. */
  record Rejected(String code, String reason) implements Outcome {}

  /**
   * It may have been taken, and repeating it could do it twice.
   *
   * @param howToFindOut what a person should look at
   */
  record Unknown(String howToFindOut) implements Outcome {}

  /**
   * The outside system is not there: the message is as good as before, and this was no attempt. The
   * connection probes with its oldest message until one goes through.
   */
  record ConnectionDown(String code, String reason) implements Outcome {}

  /**
   * There is no need to send it any more, or nothing to send: nobody outside was asked, so this
   * says nothing of the connection. Ends REJECTED.
   *
   * @param code stable, for example {@code already-client}
   */
  record Withdrawn(String code, String reason) implements Outcome {}

  /**
   * Not yet, by the hub's own will: nobody outside was asked, so it costs no attempt and says
   * nothing of the connection. How long the message is good for begins anew when it may be sent.
   *
   * @param length from now
   * @param code stable, for example {@code quiet-hours}
   */
  record Postponed(Duration length, String code, String reason) implements Outcome {}
}
