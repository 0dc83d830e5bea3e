package ru.fitcrm.hub.routes.out;

import java.util.Set;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Ability;
import ru.fitcrm.hub.core.sync.ClubSystem.Lead;
import ru.fitcrm.hub.core.sync.ClubSystem.LeadSent;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ReadLead;

/**
 * Gives a lead as it stands now, once: from the second attempt on the system is asked for it first.
 * Where it cannot be asked, what may have arrived is a person's to decide.
 */
@Component("giveLead")
public final class GiveLead {

  /** Marks of an attempt nobody saw the end of. */
  private static final Set<String> NOBODY_KNOWS = Set.of("sender-lost", "broke-off");

  private static final String LOOK = "Look for the lead there before sending it again";

  private final ClubGate gate;
  private final ReadLead leads;
  private final SystemToGive systems;

  GiveLead(ClubGate gate, ReadLead leads, SystemToGive systems) {
    this.gate = gate;
    this.leads = leads;
    this.systems = systems;
  }

  public Outcome give(OutboxMessage message, Lease lease) {
    long id = Long.parseLong(message.sourceId());
    return switch (gate.inClub(lease.club(), () -> leads.read(id))) {
      case ReadLead.Now.Withdraw no -> new Outcome.Withdrawn(no.code(), no.reason());
      case ReadLead.Now.Give yes -> {
        try (ClubSystem system = systems.open(lease)) {
          yield give(system, yes.lead(), message);
        }
      }
    };
  }

  static Outcome give(ClubSystem system, Lead lead, OutboxMessage message) {
    if (message.claim() == 1) {
      return outcome(system.putLead(lead));
    }
    if (system.abilities().contains(Ability.FIND_LEAD)) {
      LeadSent found = system.findLead(lead);
      return outcome(found instanceof LeadSent.Missing ? system.putLead(lead) : found);
    }
    return message.code() != null && NOBODY_KNOWS.contains(message.code())
        ? new Outcome.Unknown("The attempt before broke off. " + LOOK)
        : outcome(system.putLead(lead));
  }

  private static Outcome outcome(LeadSent sent) {
    return switch (sent) {
      case LeadSent.Taken taken -> new Outcome.Accepted(taken.ref());
      case LeadSent.Missing missing ->
          new Outcome.RetryAt(null, "missing", "The system says the lead is not there");
      case LeadSent.Refused refused -> new Outcome.Rejected(refused.code(), refused.reason());
      case LeadSent.Unknown unknown -> new Outcome.Unknown(unknown.reason() + ". " + LOOK);
      case LeadSent.NotSent not -> notSent(not.trouble());
    };
  }

  /** What somebody has to mend at the connection costs the lead nothing: it waits. */
  private static Outcome notSent(Trouble trouble) {
    return switch (trouble.kind()) {
      case BUSY -> new Outcome.RetryAt(null, trouble.code(), trouble.reason());
      case DOWN, REFUSED -> new Outcome.ConnectionDown(trouble.code(), trouble.reason());
    };
  }
}
