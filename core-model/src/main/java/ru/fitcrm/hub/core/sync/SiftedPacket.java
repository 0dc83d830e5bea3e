package ru.fitcrm.hub.core.sync;

import java.util.Map;

/**
 * A packet whose rows were read.
 *
 * @param rows of the entities it tells of
 */
record SiftedPacket(Packet packet, Map<Entity, Sieve> rows) {

  boolean tellsOf(Entity entity) {
    return rows.containsKey(entity);
  }

  /** Rows of an entity it tells of. */
  Sieve of(Entity entity) {
    Sieve sieve = rows.get(entity);
    if (sieve == null) {
      throw new IllegalArgumentException("The packet tells of no " + entity.word());
    }
    return sieve;
  }

  /** How many rows of an entity were told, good, bad and told twice. */
  int told(Entity entity) {
    return ReadPacket.count(entity, packet);
  }
}
