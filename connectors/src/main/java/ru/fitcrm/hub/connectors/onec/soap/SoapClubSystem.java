package ru.fitcrm.hub.connectors.onec.soap;

import jakarta.xml.ws.Holder;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.exchange.ShiftList;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.PacketAsXml;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.Entity;
import ru.fitcrm.hub.core.sync.Packet;

/** A 1C that publishes the hub's contract: all abilities. */
final class SoapClubSystem implements ClubSystem {

  private static final int SHIFTS_AT_ONCE = 500;

  private final SoapCalls calls;
  private final ReadBySoap rows;
  private final GiveLeadBySoap leads;

  SoapClubSystem(SoapCalls calls, int pageSize, ZoneId home) {
    this.calls = calls;
    this.rows = new ReadBySoap(calls, pageSize);
    this.leads = new GiveLeadBySoap(calls, home);
  }

  @Override
  public Set<Ability> abilities() {
    return EnumSet.allOf(Ability.class);
  }

  @Override
  public Reading read(Mode mode, @Nullable String position) {
    return rows.read(mode, position);
  }

  @Override
  public Reading readPerson(@Nullable String ref, @Nullable String phone) {
    return rows.readPerson(ref, phone);
  }

  @Override
  public Set<Entity> comparable() {
    return EnumSet.allOf(Entity.class);
  }

  @Override
  public Weighing weigh() {
    return rows.weigh();
  }

  @Override
  public Reading readPart(Entity entity, @Nullable String position, int limit) {
    return rows.readPart(entity, position, limit);
  }

  @Override
  public Reading readRows(Entity entity, List<String> refs) {
    return rows.readRows(entity, refs);
  }

  @Override
  public Said acknowledge(String receipt) {
    return said(
        calls.ask(
            port -> {
              Holder<String> error = new Holder<>();
              return new Yes(port.acknowledge(receipt, error), null, error.value);
            }));
  }

  @Override
  public LeadSent putLead(Lead lead) {
    return leads.put(lead);
  }

  @Override
  public LeadSent findLead(Lead lead) {
    return leads.find(lead);
  }

  @Override
  public Said putShifts(List<Packet.Shift> shifts) {
    Said said = new Said.Done();
    for (int from = 0; from < shifts.size() && said instanceof Said.Done; from += SHIFTS_AT_ONCE) {
      said = putPart(shifts.subList(from, Math.min(shifts.size(), from + SHIFTS_AT_ONCE)));
    }
    return said;
  }

  private Said putPart(List<Packet.Shift> shifts) {
    ShiftList list = new ShiftList();
    shifts.forEach(shift -> list.getShifts().add(PacketAsXml.write(shift)));
    return said(
        calls.ask(
            port -> {
              Holder<String> error = new Holder<>();
              return new Yes(port.putShifts(list, error), null, error.value);
            }));
  }

  private static Said said(Answer<Yes> answer) {
    return switch (answer) {
      case Answer.Given<Yes> given -> {
        Yes yes = Objects.requireNonNull(given.value());
        yield yes.isYes()
            ? new Said.Done()
            : new Said.Not(new Trouble(Trouble.Kind.REFUSED, "refused", yes.reason(List.of())));
      }
      case Answer.Failed<Yes> failed -> new Said.Not(failed.failure().trouble());
    };
  }

  @Override
  public void close() {
    calls.close();
  }
}
