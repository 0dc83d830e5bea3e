package ru.fitcrm.hub.core.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.contract.HeardPayment.Status;
import ru.fitcrm.hub.core.platform.Columns;

/** Rows of payments that gateways tell of. Runs inside the club's gate. */
final class HeardRows {

  /** What concerns one payment, by whatever connection it comes. */
  private static final String ONE_BY_ONE =
      """
      select cast(pg_advisory_xact_lock(hashtextextended('payment:' || hub_club() || ':' || :ref, 0)) as text)""";

  /**
   * The gateway's own row, or the system's of the same transaction or order, or one the same
   * gateway told by another connection. A row whose connection is gone shows by its refs whether a
   * gateway told it.
   */
  private static final String KNOWN =
      """
      select id, client_id, contract_id, status, code, of_system
        from (select p.*, p.connection_id = :connection and p.ref = :ref as own,
                     coalesce(c.kind like 'onec-%', p.ref is distinct from p.transaction_ref) as of_system,
                     p.ref = :ref and (c.id is null or c.kind = (select kind from connection where id = :connection))
                       as of_gateway
                from payment p
                left join connection c on c.id = p.connection_id
               where p.connection_id = :connection and p.ref = :ref
                  or p.transaction_ref = any (array[:ref, :order]) and not p.deleted
                     and p.connection_id <> :connection and (p.kind = 'REFUND') = :refund) known
       where own or of_system or of_gateway
       order by own desc, transaction_ref = :ref desc, id desc
       limit 1""";

  private static final String INSERT =
      """
      insert into payment (connection_id, ref, client_id, contract_id, kind, amount, status, at, transaction_ref, order_ref,
                           code, provisional, source_hash)
      values (:connection, :ref, :client, :contract, :kind, :amount, :status, :at, :ref, :order, :code,
              exists (select 1 from connection where kind like 'onec-%' and enabled), 0)
      returning id""";

  private static final String ADVANCE =
      """
      update payment set status = :status, code = :code, amount = :amount, at = :at, version = version + 1
       where id = :id""";

  private final JdbcClient jdbc;

  HeardRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A payment that is known.
   *
   * @param ofSystem told by the club's system, which alone may change it
   */
  record Row(
      long id,
      long client,
      @Nullable Long contract,
      Status status,
      @Nullable String code,
      boolean ofSystem) {}

  /** Until the transaction ends nobody else tells of the payment. */
  void oneByOne(String ref) {
    var unused = jdbc.sql(ONE_BY_ONE).param("ref", ref).query(String.class).single();
  }

  Optional<Row> known(long connection, HeardPayment heard) {
    return jdbc.sql(KNOWN)
        .param("connection", connection)
        .param("ref", heard.ref())
        .param("order", heard.order(), Types.VARCHAR)
        .param("refund", heard.isRefund())
        .query((row, i) -> row(row))
        .optional();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("id"),
        row.getLong("client_id"),
        Columns.number(row, "contract_id"),
        Status.valueOf(row.getString("status")),
        row.getString("code"),
        row.getBoolean("of_system"));
  }

  Row insert(long connection, HeardPayment heard, long client, @Nullable Long contract) {
    long id =
        jdbc.sql(INSERT)
            .param("connection", connection)
            .param("ref", heard.ref())
            .param("client", client)
            .param("contract", contract, Types.BIGINT)
            .param("kind", heard.kind())
            .param("amount", heard.amount())
            .param("status", heard.status().name())
            .param("at", Columns.at(heard.at()))
            .param("order", heard.order(), Types.VARCHAR)
            .param("code", heard.code(), Types.VARCHAR)
            .query(Long.class)
            .single();
    return new Row(id, client, contract, heard.status(), heard.code(), false);
  }

  void advance(long id, HeardPayment heard) {
    jdbc.sql(ADVANCE)
        .param("id", id)
        .param("status", heard.status().name())
        .param("code", heard.code(), Types.VARCHAR)
        .param("amount", heard.amount())
        .param("at", Columns.at(heard.at()))
        .update();
  }
}
