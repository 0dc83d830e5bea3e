package ru.fitcrm.hub.core.sync;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;

/**
 * Compares a system with the hub: counts and sums of all rows, and hashes of a sample from both
 * sides that goes on each night where it ended. Where counts or sums differ the sample is as large
 * as a night bears. What changed there is read first, so that it is not taken for drift.
 */
final class CompareSystem implements RunWay {

  static final int SAMPLE = 500;
  static final int LARGE_SAMPLE = 20_000;

  private static final int PART = 500;
  private static final int ROWS_BY_ID = 100;

  private final ClubGate gate;
  private final ApplyPacket packets;
  private final OwnRows own;
  private final CompareRows compare;
  private final DriftBook book;
  private final DriftChecks checks;
  private final ComparePeople people;

  CompareSystem(
      ClubGate gate,
      ApplyPacket packets,
      OwnRows own,
      CompareRows compare,
      DriftBook book,
      DriftChecks checks,
      ComparePeople people) {
    this.gate = gate;
    this.packets = packets;
    this.own = own;
    this.compare = compare;
    this.book = book;
    this.checks = checks;
    this.people = people;
  }

  @Override
  public boolean isAble(Set<ClubSystem.Ability> abilities) {
    return abilities.contains(ClubSystem.Ability.COMPARE)
        || abilities.contains(ClubSystem.Ability.PERSON);
  }

  @Override
  public Piece next(Reach reach, SyncRun run) {
    Lease lease = reach.lease();
    ClubSystem system = reach.system();
    String position = run.position();
    ComparePlace place = position == null ? first(system) : ComparePlace.read(position);
    return switch (place.step()) {
      case CHANGES -> changes(lease, system, place);
      case WEIGH -> weigh(lease, system);
      case KNOWN -> known(lease, system, place);
      case THERE -> there(lease, system, place);
      case HERE -> here(lease, system, place);
      case KNOWN_PEOPLE, PEOPLE -> people.next(lease, system, run, place);
    };
  }

  private static ComparePlace first(ClubSystem system) {
    if (system.abilities().contains(ClubSystem.Ability.CHANGES)) {
      return ComparePlace.of(ComparePlace.Step.CHANGES);
    }
    return second(system);
  }

  private static ComparePlace second(ClubSystem system) {
    boolean counts = system.abilities().contains(ClubSystem.Ability.COMPARE);
    return ComparePlace.of(counts ? ComparePlace.Step.WEIGH : ComparePlace.Step.KNOWN_PEOPLE);
  }

  private Piece changes(Lease lease, ClubSystem system, ComparePlace place) {
    return switch (system.read(ClubSystem.Mode.CHANGES, place.at())) {
      case ClubSystem.Reading.Page page -> {
        ComparePlace next = page.next() == null ? second(system) : place.on(0, page.next());
        yield new Piece.Told(
            hearing -> {
              var unused = packets.apply(lease.connection(), page.packet(), hearing);
              return new Taken(Taken.NOTHING, next.toString(), null);
            },
            () -> ReadPages.acknowledge(lease, system, page));
      }
      case ClubSystem.Reading.Nobody nobody ->
          new Piece.Told(h -> new Taken(Taken.NOTHING, second(system).toString(), null));
      case ClubSystem.Reading.Not not -> new Piece.Not(not.trouble());
    };
  }

  private Piece weigh(Lease lease, ClubSystem system) {
    return switch (system.weigh()) {
      case ClubSystem.Weighing.Weights weights ->
          new Piece.Told(h -> weighed(lease.connection().value(), system, weights.of()));
      case ClubSystem.Weighing.Not not -> new Piece.Not(not.trouble());
    };
  }

  private Taken weighed(
      long connection, ClubSystem system, Map<Entity, ClubSystem.Weight> weights) {
    Map<Entity, DriftChecks.Both> both = new EnumMap<>(Entity.class);
    weights.forEach(
        (entity, there) ->
            both.put(entity, DriftChecks.Both.of(own.weigh(connection, entity), there)));
    checks.begin(connection, both);
    long total = 0;
    for (Entity entity : order(system)) {
      DriftChecks.Both weight = both.get(entity);
      total += weight == null ? 0 : limit(weight.there(), weight) + limit(weight.here(), weight);
    }
    return new Taken(Taken.NOTHING, after(connection, system, null), total);
  }

  private static List<Entity> order(ClubSystem system) {
    return system.comparable().stream().sorted().toList();
  }

  private static long limit(long rows, DriftChecks.Both weight) {
    return Math.min(rows, weight.agree() ? SAMPLE : LARGE_SAMPLE);
  }

  private long limit(long connection, ComparePlace place) {
    Entity entity = Objects.requireNonNull(place.entity());
    return checks
        .weight(connection, entity)
        .map(
            weight ->
                limit(
                    place.step() == ComparePlace.Step.THERE ? weight.there() : weight.here(),
                    weight))
        .orElse((long) SAMPLE);
  }

  /** The first step of the next entity, null after the last, which ends the comparison. */
  private @Nullable String after(long connection, ClubSystem system, @Nullable Entity entity) {
    List<Entity> order = order(system);
    int next = entity == null ? 0 : order.indexOf(entity) + 1;
    if (next < order.size()) {
      return ComparePlace.of(ComparePlace.Step.KNOWN, order.get(next)).toString();
    }
    checks.done(connection);
    return null;
  }

  // ---- rows known to differ

  private Piece known(Lease lease, ClubSystem system, ComparePlace place) {
    long connection = lease.connection().value();
    Entity entity = Objects.requireNonNull(place.entity());
    long from = place.at() == null ? 0 : Long.parseLong(place.at());
    List<DriftRow> rows =
        gate.inClub(lease.club(), () -> book.next(connection, entity, from, ROWS_BY_ID));
    if (rows.isEmpty()) {
      return new Piece.Told(h -> begin(connection, ComparePlace.Step.THERE, entity));
    }
    String next = place.on(rows.size(), Long.toString(rows.getLast().id())).toString();
    return byId(lease, system, entity, rows.stream().map(DriftRow::ref).toList(), next);
  }

  /** A sample begins where the last one ended. */
  private Taken begin(long connection, ComparePlace.Step step, Entity entity) {
    String cursor = checks.cursor(connection, name(step, entity));
    return new Taken(Taken.NOTHING, new ComparePlace(step, entity, 0, cursor).toString(), null);
  }

  private static String name(ComparePlace.Step step, Entity entity) {
    return step + "." + entity;
  }

  private Piece byId(
      Lease lease, ClubSystem system, Entity entity, List<String> refs, String next) {
    return switch (system.readRows(entity, refs)) {
      case ClubSystem.Reading.Page page ->
          new Piece.Told(h -> new Taken(compared(lease, entity, page.packet(), refs), next, null));
      case ClubSystem.Reading.Nobody nobody ->
          new Piece.Told(h -> new Taken(compared(lease, entity, Packet.EMPTY, refs), next, null));
      case ClubSystem.Reading.Not not -> new Piece.Not(not.trouble());
    };
  }

  private Applied compared(Lease lease, Entity entity, Packet packet, List<String> asked) {
    return compare.compare(lease.connection().value(), entity, packet, asked);
  }

  // ---- a sample of what is there

  private Piece there(Lease lease, ClubSystem system, ComparePlace place) {
    Entity entity = Objects.requireNonNull(place.entity());
    return switch (system.readPart(entity, place.at(), PART)) {
      case ClubSystem.Reading.Page page -> new Piece.Told(h -> there(lease, place, page));
      case ClubSystem.Reading.Nobody nobody ->
          new Piece.Told(h -> begin(lease.connection().value(), ComparePlace.Step.HERE, entity));
      case ClubSystem.Reading.Not not ->
          place.at() != null && not.trouble().code().equals("position-unknown")
              ? new Piece.Told(h -> new Taken(Taken.NOTHING, place.on(0, null).toString(), null))
              : new Piece.Not(not.trouble());
    };
  }

  private Taken there(Lease lease, ComparePlace place, ClubSystem.Reading.Page page) {
    long connection = lease.connection().value();
    Entity entity = Objects.requireNonNull(place.entity());
    Applied applied = compared(lease, entity, page.packet(), List.of());
    ComparePlace next = place.on(Math.max(1, page.packet().size()), page.next());
    return on(connection, applied, next, ComparePlace.Step.HERE, null);
  }

  /** Goes on with the step, from the beginning when it came to the end, or with what follows. */
  private Taken on(
      long connection,
      Applied applied,
      ComparePlace next,
      ComparePlace.@Nullable Step then,
      @Nullable String otherwise) {
    if (next.done() < limit(connection, next)) {
      return new Taken(applied, next.toString(), null);
    }
    Entity entity = Objects.requireNonNull(next.entity());
    checks.keep(connection, name(next.step(), entity), next.at());
    return then == null
        ? new Taken(applied, otherwise, null)
        : new Taken(applied, begin(connection, then, entity).next(), null);
  }

  // ---- a sample of what is here

  private Piece here(Lease lease, ClubSystem system, ComparePlace place) {
    long connection = lease.connection().value();
    Entity entity = Objects.requireNonNull(place.entity());
    List<String> refs =
        gate.inClub(lease.club(), () -> own.refs(connection, entity, place.at(), ROWS_BY_ID));
    ComparePlace next =
        place.on(Math.max(1, refs.size()), refs.size() < ROWS_BY_ID ? null : refs.getLast());
    if (refs.isEmpty()) {
      return new Piece.Told(h -> ended(connection, system, Taken.NOTHING, next));
    }
    return switch (system.readRows(entity, refs)) {
      case ClubSystem.Reading.Page page ->
          new Piece.Told(
              h -> ended(connection, system, compared(lease, entity, page.packet(), refs), next));
      case ClubSystem.Reading.Nobody nobody ->
          new Piece.Told(
              h -> ended(connection, system, compared(lease, entity, Packet.EMPTY, refs), next));
      case ClubSystem.Reading.Not not -> new Piece.Not(not.trouble());
    };
  }

  private Taken ended(long connection, ClubSystem system, Applied applied, ComparePlace next) {
    boolean more = next.done() < limit(connection, next);
    String otherwise = more ? null : after(connection, system, next.entity());
    return on(connection, applied, next, null, otherwise);
  }
}
