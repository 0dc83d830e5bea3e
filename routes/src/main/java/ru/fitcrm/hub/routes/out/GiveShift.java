package ru.fitcrm.hub.routes.out;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.shift.ReadShift;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Ability;
import ru.fitcrm.hub.core.sync.ClubSystem.Said;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.Packet;

/** Gives a change of work hours; given again it does no harm, the system knows it by its ref. */
@Component("giveShift")
public final class GiveShift {

  /** What the system says of these hours, and not of who asks. */
  private static final Set<String> ABOUT_THESE = Set.of("refused", "fault");

  private final ClubGate gate;
  private final ReadShift shifts;
  private final SystemToGive systems;

  GiveShift(ClubGate gate, ReadShift shifts, SystemToGive systems) {
    this.gate = gate;
    this.shifts = shifts;
    this.systems = systems;
  }

  public Outcome give(OutboxMessage message, Lease lease) {
    return switch (gate.inClub(lease.club(), () -> shifts.read(message.sourceId()))) {
      case ReadShift.Now.Withdraw no -> new Outcome.Withdrawn(no.code(), no.reason());
      case ReadShift.Now.Give yes -> {
        try (ClubSystem system = systems.open(lease)) {
          yield give(system, yes.shift());
        }
      }
    };
  }

  static Outcome give(ClubSystem system, Packet.Shift shift) {
    if (!system.abilities().contains(Ability.SHIFTS)) {
      return new Outcome.Rejected("takes-no-shifts", "The system takes no work hours");
    }
    return switch (system.putShifts(List.of(shift))) {
      case Said.Done done -> new Outcome.Accepted(shift.ref());
      case Said.Not not -> refused(not.trouble());
    };
  }

  /** What somebody has to mend at the connection costs the hours nothing: they wait. */
  private static Outcome refused(Trouble trouble) {
    return switch (trouble.kind()) {
      case BUSY -> new Outcome.RetryAt(null, trouble.code(), trouble.reason());
      case DOWN -> new Outcome.ConnectionDown(trouble.code(), trouble.reason());
      case REFUSED ->
          ABOUT_THESE.contains(trouble.code())
              ? new Outcome.Rejected(trouble.code(), trouble.reason())
              : new Outcome.ConnectionDown(trouble.code(), trouble.reason());
    };
  }
}
