package ru.fitcrm.hub.core.sync;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.Club;

/** Reads the rows of a packet, an entity at a time. One thread at a time. */
final class ReadPacket {

  private final ReadRow read;
  private final RowHash hash = new RowHash();

  ReadPacket(Club club) {
    this.read = new ReadRow(club);
  }

  /** The whole packet, read. Needs no database. */
  static SiftedPacket sift(Club club, Packet packet) {
    ReadPacket read = new ReadPacket(club);
    Map<Entity, Sieve> rows = new EnumMap<>(Entity.class);
    for (Entity entity : Entity.values()) {
      if (count(entity, packet) > 0) {
        rows.put(entity, read.rows(entity, packet));
      }
    }
    return new SiftedPacket(packet, rows);
  }

  Sieve rows(Entity entity, Packet packet) {
    return switch (entity) {
      case CLIENT ->
          sieve(entity, packet.clients(), read::client, Packet.Client::ref, Packet.Client::version);
      case CONTRACT ->
          sieve(
              entity,
              packet.contracts(),
              read::contract,
              Packet.Contract::ref,
              Packet.Contract::version);
      case PAYMENT ->
          sieve(
              entity,
              packet.payments(),
              read::payment,
              Packet.Payment::ref,
              Packet.Payment::version);
      case VISIT ->
          sieve(entity, packet.visits(), read::visit, Packet.Visit::ref, Packet.Visit::version);
      case BOOKING ->
          sieve(
              entity,
              packet.bookings(),
              read::booking,
              Packet.Booking::ref,
              Packet.Booking::version);
      case SHIFT ->
          sieve(entity, packet.shifts(), read::shift, Packet.Shift::ref, Packet.Shift::version);
    };
  }

  static int count(Entity entity, Packet packet) {
    return switch (entity) {
      case CLIENT -> packet.clients().size();
      case CONTRACT -> packet.contracts().size();
      case PAYMENT -> packet.payments().size();
      case VISIT -> packet.visits().size();
      case BOOKING -> packet.bookings().size();
      case SHIFT -> packet.shifts().size();
    };
  }

  private interface Reader<T> {
    StagedRow read(T row) throws BadCell;
  }

  private <T> Sieve sieve(
      Entity entity,
      List<T> rows,
      Reader<T> reader,
      Function<T, @Nullable String> ref,
      Function<T, @Nullable String> version) {
    Sieve sieve = new Sieve();
    for (T row : rows) {
      try {
        sieve.take(reader.read(row));
      } catch (BadCell bad) {
        Rejection rejection =
            new Rejection(
                entity.word(), refOf(row, ref.apply(row)), bad.field(), bad.code(), bad.reason());
        sieve.reject(
            new BadRow(entity, rejection, read.versionOrNull(version.apply(row)), null, row));
      }
    }
    return sieve;
  }

  /** A row that tells no ref is known by what it tells, so that two of them are two. */
  private String refOf(Object row, @Nullable String ref) {
    String clean = Cells.clean(ref);
    if (clean == null) {
      return "?" + Long.toHexString(hash.of(null, false, List.of(row.toString())));
    }
    return clean.length() > Cells.LONGEST_REF ? clean.substring(0, Cells.LONGEST_REF) : clean;
  }
}
