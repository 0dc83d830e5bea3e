package ru.fitcrm.hub.routes.follow;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.HealthBook;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.Entity;
import ru.fitcrm.hub.core.sync.Packet;

/**
 * A system whose answers tell how its connection fares: it was heard, or why it was not. A busy one
 * is neither up nor down. What stays so is told once in a while only.
 */
final class WatchedSystem implements ClubSystem {

  private static final Duration TELL_AGAIN = Duration.ofSeconds(15);

  private final ClubSystem system;
  private final HealthBook book;
  private final Lease lease;
  private final InstantSource time;
  private @Nullable String told;
  private long toldAt;

  WatchedSystem(ClubSystem system, HealthBook book, Lease lease, InstantSource time) {
    this.system = system;
    this.book = book;
    this.lease = lease;
    this.time = time;
  }

  @Override
  public Set<Ability> abilities() {
    return system.abilities();
  }

  @Override
  public Reading read(Mode mode, @Nullable String position) {
    return learn(system.read(mode, position));
  }

  @Override
  public Said acknowledge(String receipt) {
    return system.acknowledge(receipt);
  }

  @Override
  public Reading readPerson(@Nullable String ref, @Nullable String phone) {
    return learn(system.readPerson(ref, phone));
  }

  @Override
  public Set<Entity> comparable() {
    return system.comparable();
  }

  @Override
  public Weighing weigh() {
    Weighing weighing = system.weigh();
    learn(weighing instanceof Weighing.Not not ? not.trouble() : null);
    return weighing;
  }

  @Override
  public Reading readPart(Entity entity, @Nullable String position, int limit) {
    return learn(system.readPart(entity, position, limit));
  }

  @Override
  public Reading readRows(Entity entity, List<String> refs) {
    return learn(system.readRows(entity, refs));
  }

  @Override
  public LeadSent putLead(Lead lead) {
    return system.putLead(lead);
  }

  @Override
  public LeadSent findLead(Lead lead) {
    return system.findLead(lead);
  }

  @Override
  public Said putShifts(List<Packet.Shift> shifts) {
    return system.putShifts(shifts);
  }

  @Override
  public void close() {
    system.close();
  }

  private Reading learn(Reading reading) {
    learn(reading instanceof Reading.Not not ? not.trouble() : null);
    return reading;
  }

  private void learn(@Nullable Trouble trouble) {
    if (trouble == null || isAboutOne(trouble)) {
      tell("", () -> book.up(lease, null));
    } else if (trouble.kind() != Trouble.Kind.BUSY) {
      tell(trouble.code(), () -> book.down(lease, trouble.code(), trouble.reason()));
    }
  }

  /** One person who cannot be read, or an old place in a list: the system is well. */
  private static boolean isAboutOne(Trouble trouble) {
    return trouble.isAboutOne() || trouble.code().equals("position-unknown");
  }

  private void tell(String what, Runnable write) {
    long now = time.millis();
    if (!what.equals(told) || now - toldAt >= TELL_AGAIN.toMillis()) {
      write.run();
      told = what;
      toldAt = now;
    }
  }
}
