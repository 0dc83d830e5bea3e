package ru.fitcrm.hub.connectors.onec.odata;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.Entity;
import ru.fitcrm.hub.core.sync.Packet;

/** A 1C by its standard OData interface: everything, and by an exchange plan what changed. */
final class OdataClubSystem implements ClubSystem {

  private final OdataCalls calls;
  private final ReadAll readAll;
  private final ReadSome readSome;
  private final @Nullable ReadChanges readChanges;

  OdataClubSystem(
      OdataCalls calls, ReadAll readAll, ReadSome readSome, @Nullable ReadChanges readChanges) {
    this.calls = calls;
    this.readAll = readAll;
    this.readSome = readSome;
    this.readChanges = readChanges;
  }

  @Override
  public Set<Ability> abilities() {
    Set<Ability> abilities = EnumSet.of(Ability.BULK);
    if (readChanges != null) {
      abilities.add(Ability.CHANGES);
    }
    if (!readSome.comparable().isEmpty()) {
      abilities.add(Ability.COMPARE);
    }
    return abilities;
  }

  @Override
  public Set<Entity> comparable() {
    return readSome.comparable();
  }

  @Override
  public Weighing weigh() {
    return readSome.weigh();
  }

  @Override
  public Reading readPart(Entity entity, @Nullable String position, int limit) {
    return readSome.part(entity, position, limit);
  }

  @Override
  public Reading readRows(Entity entity, List<String> refs) {
    return readSome.rows(entity, refs);
  }

  @Override
  public Reading read(Mode mode, @Nullable String position) {
    return switch (mode) {
      case FULL -> readAll.page(position);
      case CHANGES -> changes().packet();
      case PEOPLE, COMPARE, REFETCH -> throw cannot("makes no such run");
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
