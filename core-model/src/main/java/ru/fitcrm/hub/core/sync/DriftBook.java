package ru.fitcrm.hub.core.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.PageRequest;

/** The rows known to differ. Every call runs inside the club's gate. */
public final class DriftBook {

  private static final String SELECT =
      """
      select d.*, (select min(r.local_id) from external_ref r
                    where r.connection_id = d.connection_id and r.entity = 'client' and r.ref = d.client_ref)
                  as client_id
        from drift d
      """;

  private static final String COUNT =
      "select count(*) from drift where connection_id = :connection";

  private final JdbcClient jdbc;

  DriftBook(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Rows by id; one more than the limit, so that the caller sees whether it goes on. */
  public List<DriftRow> list(@Nullable Long connection, @Nullable String entity, PageRequest page) {
    return jdbc.sql(
            SELECT
                + " where d.id > :after"
                + " and (d.connection_id = :connection or cast(:connection as bigint) is null)"
                + " and (d.entity = :entity or cast(:entity as text) is null)"
                + " order by d.id limit :rows")
        .param("after", page.after())
        .param("connection", connection, Types.BIGINT)
        .param("entity", entity, Types.VARCHAR)
        .param("rows", page.limit() + 1)
        .query((row, i) -> read(row))
        .list();
  }

  /** How many rows of a connection are known to differ. */
  public long count(long connection) {
    return jdbc.sql(COUNT).param("connection", connection).query(Long.class).single();
  }

  /** The next rows of an entity after an id. */
  List<DriftRow> next(long connection, Entity entity, long after, int limit) {
    return jdbc.sql(
            SELECT
                + " where d.connection_id = :connection and d.entity = :entity and d.id > :after"
                + " order by d.id limit :rows")
        .param("connection", connection)
        .param("entity", entity.word())
        .param("after", after)
        .param("rows", limit)
        .query((row, i) -> read(row))
        .list();
  }

  private static DriftRow read(ResultSet row) throws SQLException {
    return new DriftRow(
        row.getLong("id"),
        row.getLong("connection_id"),
        row.getString("entity"),
        row.getString("ref"),
        DriftRow.Kind.valueOf(row.getString("kind")),
        row.getString("client_ref"),
        Columns.number(row, "client_id"),
        Columns.time(row, "found_at"),
        Columns.time(row, "seen_at"));
  }
}
