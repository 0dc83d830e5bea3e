package ru.fitcrm.hub.core.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps erased people out of a packet before any of it is written down: whoever tells them, nobody
 * comes back. What they buy and come for still counts, without texts and without a word of what
 * could not be read.
 */
final class LeaveOutErased {

  private static final String ANY =
      "select exists (select 1 from external_ref where erased_at is not null)";

  /** A guid is the same person by whatever way the system is asked; a short number may not be. */
  private static final String ERASED =
      """
      select ref, bool_or(connection_id = :connection) as here from external_ref
       where erased_at is not null and entity = 'client' and ref = any (:refs)
         and (connection_id = :connection or length(ref) >= 32)
       group by ref""";

  private final JdbcClient jdbc;

  LeaveOutErased(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void from(Sieve sieve, Entity entity, long connection) {
    if (entity == Entity.SHIFT || !jdbc.sql(ANY).query(Boolean.class).single()) {
      return;
    }
    Map<String, Boolean> erased = erased(sieve, connection);
    if (erased.isEmpty()) {
      return;
    }
    Predicate<Object> isErased = told -> erased.containsKey(String.valueOf(personOf(told)));
    if (entity == Entity.CLIENT) {
      sieve.drop(isErased);
      return;
    }
    // Told by a way that does not know the person: it has nobody to count for.
    sieve.drop(told -> Boolean.FALSE.equals(erased.get(String.valueOf(personOf(told)))));
    sieve.dropBad(isErased);
    sieve.silence(isErased);
  }

  /** Refs, and whether they are known by this connection. */
  private Map<String, Boolean> erased(Sieve sieve, long connection) {
    Set<String> refs = new TreeSet<>();
    sieve.good().forEach(row -> add(refs, personOf(row.told())));
    sieve.bad().forEach(row -> add(refs, personOf(row.told())));
    Map<String, Boolean> found = new HashMap<>();
    jdbc.sql(ERASED)
        .param("refs", refs.toArray(String[]::new))
        .param("connection", connection)
        .query(
            row -> {
              found.put(row.getString("ref"), row.getBoolean("here"));
            });
    return found;
  }

  private static void add(Set<String> refs, @Nullable String ref) {
    if (ref != null) {
      refs.add(Cells.storable(ref));
    }
  }

  private static @Nullable String personOf(Object told) {
    return switch (told) {
      case Packet.Client row -> row.ref();
      case Packet.Contract row -> row.clientRef();
      case Packet.Payment row -> row.clientRef();
      case Packet.Visit row -> row.clientRef();
      case Packet.Booking row -> row.clientRef();
      default -> null;
    };
  }
}
