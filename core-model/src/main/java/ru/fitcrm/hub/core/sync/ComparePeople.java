package ru.fitcrm.hub.core.sync;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;

/**
 * Compares where only people can be read: those with rows known to differ, then a sample of the
 * others that goes on each night where it ended.
 */
final class ComparePeople {

  static final int SAMPLE = 50;

  /** What one person's answer tells. */
  static final List<Entity> TOLD =
      List.of(Entity.CLIENT, Entity.CONTRACT, Entity.PAYMENT, Entity.VISIT);

  private static final String CURSOR = "PEOPLE";

  private static final String WITH_DRIFT =
      """
      select r.local_id as id, r.ref,
             (select p.number from client_phone p
               where p.client_id = r.local_id order by p.of_system desc, p.position, p.number limit 1) as phone
        from external_ref r
       where r.connection_id = :connection and r.entity = 'client' and r.erased_at is null
         and r.ref = (select min(d.client_ref) from drift d
                       where d.connection_id = :connection and d.client_ref > :after)""";

  private static final String NEXT =
      """
      select r.local_id as id, r.ref,
             (select p.number from client_phone p
               where p.client_id = r.local_id order by p.of_system desc, p.position, p.number limit 1) as phone
        from external_ref r
       where r.connection_id = :connection and r.entity = 'client' and r.erased_at is null and not r.deleted
         and r.ref > :after
       order by r.ref limit 1""";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final CompareRows compare;
  private final DriftChecks checks;

  ComparePeople(ClubGate gate, JdbcClient jdbc, CompareRows compare, DriftChecks checks) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.compare = compare;
    this.checks = checks;
  }

  RunWay.Piece next(Lease lease, ClubSystem system, SyncRun run, ComparePlace place) {
    boolean known = place.step() == ComparePlace.Step.KNOWN_PEOPLE;
    KnownPerson person =
        gate.inClub(
            lease.club(),
            () -> {
              String after = place.at() == null ? "" : place.at();
              return jdbc.sql(known ? WITH_DRIFT : NEXT)
                  .param("connection", lease.connection().value())
                  .param("after", after)
                  .query(KnownPerson.class)
                  .optional()
                  .orElse(null);
            });
    if (person == null) {
      return new RunWay.Piece.Told(
          h -> known ? sample(lease) : ended(lease, RunWay.Taken.NOTHING, null));
    }
    return switch (system.readPerson(person.ref(), person.phone())) {
      case ClubSystem.Reading.Page page ->
          new RunWay.Piece.Told(
              h -> on(lease, place, person, told(lease, page.packet(), List.of())));
      case ClubSystem.Reading.Nobody nobody ->
          new RunWay.Piece.Told(
              h ->
                  on(lease, place, person, told(lease, Packet.EMPTY, List.of(person.refOrNone()))));
      case ClubSystem.Reading.Not not ->
          WalkPeople.isSkipped(not.trouble(), run)
              ? new RunWay.Piece.Told(h -> on(lease, place, person, RunWay.Taken.NOTHING))
              : new RunWay.Piece.Not(not.trouble());
    };
  }

  /** Holds what one person's answer told against what is known. */
  Applied told(Lease lease, Packet packet, List<String> askedClients) {
    Map<Entity, Applied.Counts> counts = new EnumMap<>(Entity.class);
    for (Entity entity : TOLD) {
      List<String> asked = entity == Entity.CLIENT ? askedClients : List.of();
      counts.putAll(compare.compare(lease.connection().value(), entity, packet, asked).counts());
    }
    return new Applied(counts, new ArrayList<>());
  }

  private RunWay.Taken sample(Lease lease) {
    long connection = lease.connection().value();
    checks.begin(connection, Map.of());
    String from = checks.cursor(connection, CURSOR);
    ComparePlace begin = new ComparePlace(ComparePlace.Step.PEOPLE, null, 0, from);
    return new RunWay.Taken(RunWay.Taken.NOTHING, begin.toString(), null);
  }

  private RunWay.Taken on(Lease lease, ComparePlace place, KnownPerson person, Applied applied) {
    ComparePlace next = place.on(1, person.refOrNone());
    boolean sampled = place.step() == ComparePlace.Step.PEOPLE && next.done() >= SAMPLE;
    return sampled
        ? ended(lease, applied, next.at())
        : new RunWay.Taken(applied, next.toString(), null);
  }

  private RunWay.Taken ended(Lease lease, Applied applied, @Nullable String cursor) {
    checks.keep(lease.connection().value(), CURSOR, cursor);
    checks.done(lease.connection().value());
    return new RunWay.Taken(applied, null, null);
  }
}
