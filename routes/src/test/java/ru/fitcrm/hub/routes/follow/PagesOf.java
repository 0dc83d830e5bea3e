package ru.fitcrm.hub.routes.follow;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.Packet;

/** A system without rows that answers as told, and counts who asks. */
final class PagesOf implements ClubSystem {

  final AtomicInteger asked = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  volatile @Nullable Trouble trouble;

  @Override
  public Set<Ability> abilities() {
    return EnumSet.of(Ability.BULK, Ability.CHANGES);
  }

  @Override
  public Reading read(Mode mode, @Nullable String position) {
    asked.incrementAndGet();
    Trouble now = trouble;
    if (now != null) {
      return new Reading.Not(now);
    }
    Packet nothing =
        new Packet(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false);
    return new Reading.Page(nothing, null, null, 0L);
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
    throw new UnsupportedOperationException();
  }

  @Override
  public LeadSent findLead(Lead lead) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Said putShifts(List<Packet.Shift> shifts) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }
}
