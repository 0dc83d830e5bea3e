package ru.fitcrm.hub.core.sync;

import java.time.Duration;
import ru.fitcrm.hub.core.outbox.MessageKind;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxRider;

/**
 * A lead on its way to the club's system. What became of it stands on the message itself, with the
 * system's id of the lead.
 */
final class LeadMessages implements OutboxRider {

  /** What the message is put for; its source id is the lead's id. */
  public static final String SOURCE = "lead";

  /**
   * A lead is worth giving late: people look for it in 1C weeks after. The lease covers three calls
   * of the longest timeout. A lost claim comes again, and is looked for before it is repeated.
   */
  public static final MessageKind KIND =
      new MessageKind("lead", Duration.ofDays(30), Duration.ofMinutes(45), true, true);

  @Override
  public MessageKind kind() {
    return KIND;
  }

  @Override
  public void settled(OutboxMessage message) {
    // Nothing follows: the lead's pages read the message.
  }
}
