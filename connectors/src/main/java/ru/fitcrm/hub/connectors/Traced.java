package ru.fitcrm.hub.connectors;

import ru.fitcrm.hub.core.outbox.Outcome;

/** What a gateway says of an earlier attempt nobody saw the end of. */
public sealed interface Traced {

  /**
   * It knows the message, or cannot be reached now.
   *
   * @param outcome what became of it; {@link Outcome.ConnectionDown} and {@link Outcome.RetryAt}
   *     say that the question is to be asked again
   */
  record Told(Outcome outcome) implements Traced {}

  /**
   * It says it never got the message. Gateways book late: one that took it a moment ago may say so,
   * too.
   */
  record NeverGot() implements Traced {}

  /** It cannot be asked of this message. */
  record CannotBeAsked() implements Traced {}
}
