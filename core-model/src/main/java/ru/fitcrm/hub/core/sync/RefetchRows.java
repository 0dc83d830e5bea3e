package ru.fitcrm.hub.core.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;

/**
 * Reads again what was found to differ, clients first, and takes it as the system tells it now,
 * whatever its version: a base restored from a copy counts anew. What is not there any more is
 * marked as deleted here. What agrees then is drift no more.
 */
final class RefetchRows implements RunWay {

  private static final int AT_ONCE = 100;

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final ApplyPacket packets;
  private final OwnRows own;
  private final CompareRows compare;
  private final ComparePeople people;
  private final DriftBook book;

  RefetchRows(
      ClubGate gate,
      JdbcClient jdbc,
      ApplyPacket packets,
      OwnRows own,
      CompareRows compare,
      ComparePeople people,
      DriftBook book) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.packets = packets;
    this.own = own;
    this.compare = compare;
    this.people = people;
    this.book = book;
  }

  @Override
  public boolean isAble(Set<ClubSystem.Ability> abilities) {
    return abilities.contains(ClubSystem.Ability.COMPARE)
        || abilities.contains(ClubSystem.Ability.PERSON);
  }

  /**
   * Rows of one entity that are read together.
   *
   * @param clients of theirs whom the hub does not know
   */
  private record Batch(
      Entity entity,
      List<DriftRow> rows,
      List<String> clients,
      @Nullable KnownPerson person,
      @Nullable Long total) {

    List<String> refs() {
      return rows.stream().map(DriftRow::ref).toList();
    }

    String next() {
      return entity + "|" + rows.getLast().id();
    }
  }

  @Override
  public Piece next(Reach reach, SyncRun run) {
    Lease lease = reach.lease();
    ClubSystem system = reach.system();
    boolean byId = system.abilities().contains(ClubSystem.Ability.COMPARE);
    Batch batch = gate.inClub(lease.club(), () -> batch(lease, run, byId));
    if (batch == null) {
      return new Piece.Told(h -> new Taken(Taken.NOTHING, null, null));
    }
    return byId ? byId(lease, system, batch) : byPerson(lease, system, run, batch);
  }

  private @Nullable Batch batch(Lease lease, SyncRun run, boolean byId) {
    long connection = lease.connection().value();
    String position = run.position();
    String[] at = position == null ? new String[] {"CLIENT", "0"} : position.split("\\|", 2);
    long after = Long.parseLong(at[1]);
    Long total = position == null ? Long.valueOf(book.count(connection)) : null;
    for (Entity entity : Entity.values()) {
      if (entity.compareTo(Entity.valueOf(at[0])) < 0) {
        continue;
      }
      List<DriftRow> rows = book.next(connection, entity, after, byId ? AT_ONCE : 1);
      if (!rows.isEmpty()) {
        return new Batch(
            entity,
            rows,
            entity == Entity.CLIENT ? List.of() : strangers(connection, rows),
            byId ? null : person(connection, rows.getFirst()),
            total);
      }
      after = 0;
    }
    return null;
  }

  private List<String> strangers(long connection, List<DriftRow> rows) {
    Set<String> clients = new TreeSet<>();
    for (DriftRow row : rows) {
      if (row.clientRef() != null && row.clientId() == null) {
        clients.add(row.clientRef());
      }
    }
    return clients.isEmpty() ? List.of() : own.unknownClients(connection, clients);
  }

  private @Nullable KnownPerson person(long connection, DriftRow row) {
    Long client = row.clientId();
    return client == null
        ? new KnownPerson(0, row.clientRef(), null)
        : WalkPeople.one(jdbc, connection, client)
            .map(known -> new KnownPerson(known.id(), row.clientRef(), known.phone()))
            .orElse(null);
  }

  // ---- rows by their ids

  private Piece byId(Lease lease, ClubSystem system, Batch batch) {
    Packet packet = Packet.EMPTY;
    List<ClubSystem.Reading> readings = new ArrayList<>();
    if (!batch.clients().isEmpty()) {
      readings.add(system.readRows(Entity.CLIENT, batch.clients()));
    }
    readings.add(system.readRows(batch.entity(), batch.refs()));
    for (ClubSystem.Reading reading : readings) {
      if (reading instanceof ClubSystem.Reading.Not not) {
        return new Piece.Not(not.trouble());
      }
      if (reading instanceof ClubSystem.Reading.Page page) {
        packet = packet.and(page.packet());
      }
    }
    Packet told = packet;
    return new Piece.Told(
        hearing -> new Taken(take(lease, batch, told, hearing), batch.next(), batch.total()));
  }

  private Applied take(Lease lease, Batch batch, Packet told, Hearing hearing) {
    long connection = lease.connection().value();
    Entity entity = batch.entity();
    List<String> gone = new ArrayList<>(batch.refs());
    gone.removeAll(told.refs(entity));
    own.forgetVersions(connection, entity, batch.refs());
    Applied applied =
        packets.apply(lease.connection(), told.and(TellDeletions.of(entity, gone)), hearing);
    var unused = compare.compare(connection, entity, told, batch.refs());
    return applied;
  }

  // ---- where only people can be read

  private Piece byPerson(Lease lease, ClubSystem system, SyncRun run, Batch batch) {
    KnownPerson person = batch.person();
    if (person == null) {
      return new Piece.Told(h -> new Taken(Taken.NOTHING, batch.next(), batch.total()));
    }
    return switch (system.readPerson(person.ref(), person.phone())) {
      case ClubSystem.Reading.Page page ->
          new Piece.Told(h -> person(lease, batch, page.packet(), List.of(), h));
      case ClubSystem.Reading.Nobody nobody ->
          new Piece.Told(h -> person(lease, batch, Packet.EMPTY, List.of(person.refOrNone()), h));
      case ClubSystem.Reading.Not not ->
          WalkPeople.isSkipped(not.trouble(), run)
              ? new Piece.Told(h -> new Taken(Taken.NOTHING, batch.next(), batch.total()))
              : new Piece.Not(not.trouble());
    };
  }

  private Taken person(Lease lease, Batch batch, Packet told, List<String> gone, Hearing hearing) {
    Applied applied =
        packets.apply(lease.connection(), told.and(TellDeletions.of(Entity.CLIENT, gone)), hearing);
    var unused = people.told(lease, told, gone);
    return new Taken(applied, batch.next(), batch.total());
  }
}
