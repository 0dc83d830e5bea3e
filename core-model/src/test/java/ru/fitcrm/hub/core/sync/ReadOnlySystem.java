package ru.fitcrm.hub.core.sync;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A system that is only read, page by page. */
abstract class ReadOnlySystem implements ClubSystem {

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.BULK, Ability.CHANGES);
  }

  @Override
  public Said acknowledge(String receipt) {
    return new Said.Done();
  }

  @Override
  public Reading readPerson(@Nullable String ref, @Nullable String phone) {
    return new Reading.Nobody();
  }

  @Override
  public LeadSent putLead(Lead lead) {
    return new LeadSent.Missing();
  }

  @Override
  public LeadSent findLead(Lead lead) {
    return new LeadSent.Missing();
  }

  @Override
  public Said putShifts(List<Packet.Shift> shifts) {
    return new Said.Done();
  }

  @Override
  public void close() {}
}
