package ru.fitcrm.hub.core.sync;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;

/**
 * Reads one person of the club after another, where the system lists nothing: everybody who is not
 * archived, by the system's id or else by phone. It goes on after the last one who was written.
 */
final class WalkPeople implements RunWay {

  private static final int REFUSED_IN_A_ROW = 20;

  private static final String PEOPLE =
      """
      from client c
       where c.archived_at is null and c.merged_into is null
         and (exists (select 1 from external_ref r where r.local_id = c.id and r.entity = 'client'
                                                     and r.connection_id = :connection and r.erased_at is null)
              or exists (select 1 from client_phone p where p.client_id = c.id))""";

  private static final String NEXT =
      """
      select c.id,
             (select min(r.ref) from external_ref r
               where r.local_id = c.id and r.entity = 'client' and r.connection_id = :connection
                 and r.erased_at is null) as ref,
             (select p.number from client_phone p
               where p.client_id = c.id order by p.of_system desc, p.position, p.number limit 1) as phone
      """
          + PEOPLE
          + " and c.id > :after order by c.id limit 1";

  private static final String COUNT = "select count(*) " + PEOPLE;

  private static final String ONE =
      """
      select c.id,
             (select min(r.ref) from external_ref r
               where r.local_id = c.id and r.entity = 'client' and r.connection_id = :connection
                 and r.erased_at is null) as ref,
             (select p.number from client_phone p
               where p.client_id = c.id order by p.of_system desc, p.position, p.number limit 1) as phone
        from client c where c.id = :client""";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final ApplyPacket packets;

  WalkPeople(ClubGate gate, JdbcClient jdbc, ApplyPacket packets) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.packets = packets;
  }

  /**
   * Whether to go on with the next one. One person may be refused for reasons of their own; when
   * nobody at all can be read, the refusal is about all.
   */
  static boolean isSkipped(ClubSystem.Trouble trouble, SyncRun run) {
    boolean ofTheirOwn = run.read() > 0 || run.pages() < REFUSED_IN_A_ROW;
    return trouble.isAboutOne() || (ofTheirOwn && trouble.code().startsWith("api-"));
  }

  /** How a client is asked for by this connection. */
  static Optional<KnownPerson> one(JdbcClient jdbc, long connection, long client) {
    return jdbc.sql(ONE)
        .param("connection", connection)
        .param("client", client)
        .query(KnownPerson.class)
        .optional();
  }

  @Override
  public boolean isAble(Set<ClubSystem.Ability> abilities) {
    return abilities.contains(ClubSystem.Ability.PERSON);
  }

  /** The next one, and at the beginning how many there are. */
  private record Ahead(@Nullable KnownPerson person, @Nullable Long total) {}

  @Override
  public Piece next(Reach reach, SyncRun run) {
    Lease lease = reach.lease();
    ClubSystem system = reach.system();
    Ahead ahead = gate.inClub(lease.club(), () -> ahead(lease.connection().value(), run));
    KnownPerson person = ahead.person();
    if (person == null) {
      return new Piece.Told(h -> new Taken(Taken.NOTHING, null, ahead.total()));
    }
    String next = Long.toString(person.id());
    return switch (system.readPerson(person.ref(), person.phone())) {
      case ClubSystem.Reading.Page page ->
          new Piece.Told(
              hearing ->
                  new Taken(
                      packets.apply(
                          lease.connection(),
                          packets.reader().apply(page.packet()),
                          hearing,
                          hearing == Hearing.HISTORY),
                      next,
                      ahead.total()));
      case ClubSystem.Reading.Nobody nobody ->
          new Piece.Told(h -> new Taken(Taken.NOTHING, next, ahead.total()));
      case ClubSystem.Reading.Not not ->
          isSkipped(not.trouble(), run)
              ? new Piece.Told(h -> new Taken(Taken.NOTHING, next, ahead.total()))
              : new Piece.Not(not.trouble());
    };
  }

  private Ahead ahead(long connection, SyncRun run) {
    String position = run.position();
    return new Ahead(
        jdbc.sql(NEXT)
            .param("connection", connection)
            .param("after", position == null ? 0 : Long.parseLong(position))
            .query(KnownPerson.class)
            .optional()
            .orElse(null),
        position == null
            ? jdbc.sql(COUNT).param("connection", connection).query(Long.class).single()
            : null);
  }
}
