package ru.fitcrm.hub.core.sync;

import java.sql.Types;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the hub has of a connection's rows. Every call runs inside the club's gate. */
final class OwnRows {

  /** A rejected row is held, if not as a row: it is nothing that is missing. */
  private static final String WEIGH =
      """
      select (select count(*) from {rows} and not k.deleted)
             + (select count(*) from rejected_row r
                 where r.connection_id = :connection and r.entity = :entity and r.state <> 'NOTED'
                   and coalesce(lower(r.cells ->> 'deleted'), '') not in ('true', '1')
                   and not exists (select 1 from {rows} and k.ref = r.ref)) as rows,
             {sum} as sum""";

  private static final String REFS =
      """
      select k.ref from {rows} and not k.deleted and k.ref > :after order by k.ref limit :rows""";

  private static final String CLIENT_REFS =
      """
      select k.ref from {rows} and not k.deleted and k.erased_at is null and k.ref > :after
       order by k.ref limit :rows""";

  /** What is told next is taken whatever its version: a base that was restored counts anew. */
  private static final String FORGET_VERSIONS =
      "update {table} k set source_version = null where k.ref = any (:refs) and {mine}";

  private static final String UNKNOWN_CLIENTS =
      """
      select s.ref from unnest(cast(:refs as text[])) as s(ref)
       where not exists (select 1 from external_ref r
                          where r.connection_id = :connection and r.entity = 'client' and r.ref = s.ref)""";

  private final JdbcClient jdbc;

  OwnRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  static EntityTable table(Entity entity) {
    return EntityTable.ALL.stream()
        .filter(table -> table.entity() == entity)
        .findFirst()
        .orElseThrow();
  }

  ClubSystem.Weight weigh(long connection, Entity entity) {
    return jdbc.sql(fill(WEIGH, entity).replace("{sum}", sum(entity)))
        .param("connection", connection)
        .param("entity", entity.word())
        .query((row, i) -> new ClubSystem.Weight(row.getLong("rows"), row.getBigDecimal("sum")))
        .single();
  }

  private static String sum(Entity entity) {
    String column =
        switch (entity) {
          case CONTRACT -> "debt";
          case PAYMENT -> "amount";
          case CLIENT, VISIT, BOOKING, SHIFT -> null;
        };
    return column == null
        ? "cast(null as numeric)"
        : fill("(select coalesce(sum(k.{c}), 0) from {rows} and not k.deleted)", entity)
            .replace("{c}", column);
  }

  /** Ids of rows that are not marked for deletion, after one, in the database's order. */
  List<String> refs(long connection, Entity entity, @Nullable String after, int limit) {
    return jdbc.sql(fill(entity == Entity.CLIENT ? CLIENT_REFS : REFS, entity))
        .param("connection", connection)
        .param("after", after == null ? "" : after)
        .param("rows", limit)
        .query(String.class)
        .list();
  }

  void forgetVersions(long connection, Entity entity, Collection<String> refs) {
    boolean client = entity == Entity.CLIENT;
    String mine = "k.connection_id = :connection" + (client ? " and k.entity = 'client'" : "");
    int unused =
        jdbc.sql(
                FORGET_VERSIONS
                    .replace("{table}", client ? "external_ref" : table(entity).table())
                    .replace("{mine}", mine))
            .param("connection", connection)
            .param("refs", refs.toArray(String[]::new), Types.ARRAY)
            .update();
  }

  /** Those of these clients the hub does not know. */
  List<String> unknownClients(long connection, Collection<String> refs) {
    return jdbc.sql(UNKNOWN_CLIENTS)
        .param("connection", connection)
        .param("refs", refs.toArray(String[]::new), Types.ARRAY)
        .query(String.class)
        .list();
  }

  /** Work hours made here are none of the system's until it has taken them. */
  private static String heard(Entity entity) {
    return entity == Entity.SHIFT ? " and k.source_hash <> 0" : "";
  }

  private static String fill(String sql, Entity entity) {
    String rows =
        entity == Entity.CLIENT
            ? "external_ref k where k.connection_id = :connection and k.entity = 'client'"
            : table(entity).table() + " k where k.connection_id = :connection" + heard(entity);
    return sql.replace("{rows}", rows);
  }
}
