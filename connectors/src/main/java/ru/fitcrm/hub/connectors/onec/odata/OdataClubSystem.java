package ru.fitcrm.hub.connectors.onec.odata;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.Packet;

/** A 1C by its standard OData interface: everything, and by an exchange plan what changed. */
final class OdataClubSystem implements ClubSystem {

  private final OdataCalls calls;
  private final ReadAll readAll;
  private final @Nullable ReadChanges readChanges;

  OdataClubSystem(OdataCalls calls, ReadAll readAll, @Nullable ReadChanges readChanges) {
    this.calls = calls;
    this.readAll = readAll;
    this.readChanges = readChanges;
  }

  @Override
  public Set<Ability> abilities() {
    return readChanges == null
        ? EnumSet.of(Ability.BULK)
        : EnumSet.of(Ability.BULK, Ability.CHANGES);
  }

  @Override
  public Reading read(Mode mode, @Nullable String position) {
    return switch (mode) {
      case FULL -> readAll.page(position);
      case CHANGES -> changes().packet();
    };
  }

  @Override
  public Said acknowledge(String receipt) {
    return changes().acknowledge(receipt);
  }

  private ReadChanges changes() {
    if (readChanges == null) {
      throw cannot("tells no changes without an exchange plan");
    }
    return readChanges;
  }

  @Override
  public Reading readPerson(@Nullable String ref, @Nullable String phone) {
    throw cannot("reads no single person");
  }

  @Override
  public LeadSent putLead(Lead lead) {
    throw cannot("takes no leads");
  }

  @Override
  public LeadSent findLead(Lead lead) {
    throw cannot("takes no leads");
  }

  @Override
  public Said putShifts(List<Packet.Shift> shifts) {
    throw cannot("takes no work hours");
  }

  private static UnsupportedOperationException cannot(String what) {
    return new UnsupportedOperationException("onec-odata " + what);
  }

  @Override
  public void close() {
    calls.close();
  }
}
