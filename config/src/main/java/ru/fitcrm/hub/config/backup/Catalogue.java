package ru.fitcrm.hub.config.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks PostgreSQL what stands in schema public. Names come quoted where SQL needs it. */
final class Catalogue {

  /**
   * A table as a whole, partitions seen through it.
   *
   * @param guarded whether row-level security is on
   * @param forced whether it holds for the owner too
   * @param triggers whether it has triggers of our own
   */
  record Table(
      String name,
      String plainName,
      List<String> columns,
      boolean guarded,
      boolean forced,
      boolean triggers) {}

  /**
   * @param definition as {@code add constraint} takes it
   */
  record ForeignKey(String table, String name, String definition) {}

  private static final String TABLES =
      """
      select quote_ident(c.relname), c.relname, c.relrowsecurity, c.relforcerowsecurity,
        exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal),
        (select coalesce(array_agg(quote_ident(a.attname) order by a.attnum), '{}')
         from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition and c.relpersistence = 'p'
        and c.relname <> 'flyway_schema_history'
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      order by c.relname
      """;

  private static final String PARTITIONS =
      """
      select quote_ident(c.relname), quote_ident(p.relname), pg_get_expr(c.relpartbound, c.oid)
      from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
      where c.relnamespace = 'public'::regnamespace and c.relispartition and c.relkind = 'r'
      order by c.relname
      """;

  private static final String SEQUENCES =
      """
      select quote_ident(c.relname) from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and c.relpersistence = 'p'
      order by c.relname
      """;

  /** Those of partitions come and go with their parent's. */
  private static final String FOREIGN_KEYS =
      """
      select quote_ident(c.relname), quote_ident(k.conname), pg_get_constraintdef(k.oid)
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = 'public'::regnamespace
      order by c.relname, k.conname
      """;

  private static final String SCHEMA_VERSION =
      """
      select version from public.flyway_schema_history
      where success and version is not null order by installed_rank desc limit 1
      """;

  private static final String ANY_TABLE =
      """
      select exists (select from pg_class c where c.relnamespace = 'public'::regnamespace
        and c.relkind in ('r', 'p', 'v', 'm', 'S'))
      """;

  private final Connection connection;

  Catalogue(Connection connection) {
    this.connection = connection;
  }

  List<Table> tables() throws SQLException {
    return list(
        TABLES,
        row ->
            new Table(
                row.getString(1),
                row.getString(2),
                List.of((String[]) row.getArray(6).getArray()),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getBoolean(5)));
  }

  List<BackupManifest.Partition> partitions() throws SQLException {
    return list(
        PARTITIONS,
        row -> new BackupManifest.Partition(row.getString(1), row.getString(2), row.getString(3)));
  }

  List<BackupManifest.Sequence> sequences() throws SQLException {
    List<BackupManifest.Sequence> found = new ArrayList<>();
    for (String name : list(SEQUENCES, row -> row.getString(1))) {
      found.addAll(
          list(
              "select last_value, is_called from public." + name,
              row -> new BackupManifest.Sequence(name, row.getLong(1), row.getBoolean(2))));
    }
    return found;
  }

  List<ForeignKey> foreignKeys() throws SQLException {
    return list(
        FOREIGN_KEYS, row -> new ForeignKey(row.getString(1), row.getString(2), row.getString(3)));
  }

  boolean empty() throws SQLException {
    return list(ANY_TABLE, row -> !row.getBoolean(1)).contains(true);
  }

  boolean has(String relation) throws SQLException {
    String literal = "'public." + relation.replace("'", "''") + "'";
    return list("select to_regclass(" + literal + ") is not null", row -> row.getBoolean(1))
        .contains(true);
  }

  /** Flyway's last version, empty if the hub has never started on this database. */
  Optional<String> schemaVersion() throws SQLException {
    return has("flyway_schema_history")
        ? list(SCHEMA_VERSION, row -> row.getString(1)).stream().findFirst()
        : Optional.empty();
  }

  String serverVersion() throws SQLException {
    return list("show server_version", row -> row.getString(1)).get(0);
  }

  private interface ReadRow<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> list(String sql, ReadRow<T> read) throws SQLException {
    List<T> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(read.read(row));
      }
    }
    return found;
  }
}
