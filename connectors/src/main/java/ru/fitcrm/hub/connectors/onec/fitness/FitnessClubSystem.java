package ru.fitcrm.hub.connectors.onec.fitness;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.Packet;

/** A 1C:Fitness by its own API: client by client, and leads. It lists nothing. */
final class FitnessClubSystem implements ClubSystem {

  private final ReadPerson readPerson;
  private final @Nullable SendLead sendLead;

  FitnessClubSystem(ReadPerson readPerson, @Nullable SendLead sendLead) {
    this.readPerson = readPerson;
    this.sendLead = sendLead;
  }

  @Override
  public Set<Ability> abilities() {
    return sendLead == null
        ? EnumSet.of(Ability.PERSON)
        : EnumSet.of(Ability.PERSON, Ability.LEADS);
  }

  @Override
  public Reading readPerson(@Nullable String ref, @Nullable String phone) {
    return readPerson.of(ref, phone);
  }

  @Override
  public LeadSent putLead(Lead lead) {
    if (sendLead == null) {
      throw cannot("takes no leads as this connection is set up");
    }
    return sendLead.send(lead);
  }

  @Override
  public Reading read(Mode mode, @Nullable String position) {
    throw cannot("lists nothing");
  }

  @Override
  public Said acknowledge(String receipt) {
    throw cannot("tells no changes");
  }

  @Override
  public LeadSent findLead(Lead lead) {
    throw cannot("cannot be asked for a lead");
  }

  @Override
  public Said putShifts(List<Packet.Shift> shifts) {
    throw cannot("takes no work hours");
  }

  private static UnsupportedOperationException cannot(String what) {
    return new UnsupportedOperationException("onec-fitness " + what);
  }

  /** Nothing is kept open between calls. */
  @Override
  public void close() {}
}
