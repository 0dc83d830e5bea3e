package ru.fitcrm.hub.core.sync;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Merges the staged rows of one entity, whose clients are known by now, into its table. */
final class MergeRows {

  private static final String GATEWAYS_WORD_IS_WAITING =
      "select exists (select 1 from payment where provisional)";

  /**
   * A payment a gateway told first keeps its row, and so its events; the system's row takes it
   * over.
   */
  private static final String TAKE_OVER =
      """
      update payment p
         set connection_id = :connection, ref = s.ref, provisional = false, source_version = null, source_hash = 0
        from (select transaction_ref, min(ref) as ref from sync_payment
               where transaction_ref is not null group by transaction_ref) s
       where p.provisional and p.connection_id <> :connection
         and p.transaction_ref = any (array(select transaction_ref from sync_payment))
         and p.transaction_ref = s.transaction_ref
         and p.id = (select min(o.id) from payment o
                      where o.provisional and o.transaction_ref = s.transaction_ref)
         and not exists (
           select 1 from payment k where k.connection_id = :connection and k.ref = s.ref)""";

  /** Payments told before their contract. */
  private static final String BIND_PAYMENTS =
      """
      update payment p set contract_id = c.id
        from sync_contract_change c
       where p.connection_id = :connection and p.contract_id is null and p.contract_ref is not null
         and p.contract_ref = any (array(select ref from sync_contract_change where not known))
         and p.contract_ref = c.ref and not c.known and c.owner_id is not null""";

  private final JdbcClient jdbc;

  MergeRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many rows were new, changed, told again under a higher version, and wait for a client. */
  record Merged(long added, long altered, long touched, long waiting) {}

  Merged merge(EntityTable table, PacketFrame frame) {
    MergeSql sql = new MergeSql(table);
    if (table.entity() == Entity.PAYMENT) {
      takeOverGatewaysWord(frame);
    }
    Merged merged = frame.bind(jdbc.sql(sql.find())).query(Merged.class).single();
    if (merged.altered() > 0) {
      frame.bind(jdbc.sql(sql.update())).update();
    }
    if (merged.touched() > 0) {
      frame.bind(jdbc.sql(sql.touch())).update();
    }
    if (merged.added() > 0) {
      frame.bind(jdbc.sql(sql.insert())).update();
      if (table.entity() == Entity.CONTRACT) {
        frame.bind(jdbc.sql(BIND_PAYMENTS)).update();
      }
    }
    return merged;
  }

  /** Refs of the rows whose client is not known. */
  List<String> waiting(EntityTable table) {
    return jdbc.sql(new MergeSql(table).waiting()).query(String.class).list();
  }

  private void takeOverGatewaysWord(PacketFrame frame) {
    if (jdbc.sql(GATEWAYS_WORD_IS_WAITING).query(Boolean.class).single()) {
      frame.bind(jdbc.sql(TAKE_OVER)).update();
    }
  }
}
