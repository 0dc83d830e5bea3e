package ru.fitcrm.hub.core.sync;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.outbox.MessageKind;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxRider;
import ru.fitcrm.hub.core.outbox.OutboxState;
import ru.fitcrm.hub.core.person.MergePeople;

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

  private final BindGivenLead bind;

  public LeadMessages(JdbcClient jdbc, ClubDirectory clubs, MergePeople people) {
    this.bind = new BindGivenLead(jdbc, clubs, people);
  }

  @Override
  public MessageKind kind() {
    return KIND;
  }

  @Override
  public void settled(OutboxMessage message) {
    if (message.state() == OutboxState.ACCEPTED || message.state() == OutboxState.DELIVERED) {
      bind.bind(message);
    }
  }
}
