package ru.fitcrm.hub.core.sync;

import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Merges the staged rows of one entity, whose clients are known by now, into its table. */
final class MergeRows {

  private static final String GATEWAYS_WORD_IS_WAITING =
      "select exists (select 1 from payment where provisional)";

  /**
   * A payment a gateway told first keeps its row, and so its events; the system's row with the same
   * transaction, or else with the number of its order, takes it over.
   */
  private static final String TAKE_OVER =
      """
      update payment p
         set connection_id = :connection, ref = s.ref, provisional = false, source_version = null, source_hash = 0
        from (select distinct on (transaction_ref, kind = 'REFUND') transaction_ref, ref, status, kind
                from sync_payment where transaction_ref is not null
               order by transaction_ref, kind = 'REFUND', ref) s
       where p.provisional and p.connection_id <> :connection
         and (p.transaction_ref = any (array(select transaction_ref from sync_payment))
              or p.order_ref = any (array(select transaction_ref from sync_payment)))
         and p.id = (select o.id from payment o
                      where o.provisional and o.connection_id <> :connection
                        and (o.transaction_ref = s.transaction_ref
                             or o.order_ref = s.transaction_ref and o.status = s.status)
                        and (o.kind = 'REFUND') = (s.kind = 'REFUND')
                      order by (o.transaction_ref = s.transaction_ref) desc, o.id
                      limit 1)
         and not exists (
           select 1 from payment k where k.connection_id = :connection and k.ref = s.ref)""";

  private static final String PAYMENTS_WAIT =
      """
      select exists (
        select 1 from payment
         where connection_id = :connection and contract_id is null and contract_ref is not null)""";

  /** Payments told before their contract. */
  private static final String BIND_PAYMENTS =
      """
      update payment p
         set contract_id = (
               select k.id from contract k where k.connection_id = :connection and k.ref = p.contract_ref)
       where p.connection_id = :connection and p.contract_id is null and p.contract_ref is not null
         and p.contract_ref = any (array(
               select s.ref from sync_contract s
                cross join lateral (
                  select 1 from contract k
                   where k.connection_id = :connection and k.ref = s.ref offset 0) k))""";

  /** Looks at no more clients than it is worth. */
  private static final String FEW_CLIENTS =
      """
      select count(*) <= :most from (
        select 1 from external_ref
         where connection_id = :connection and entity = 'client' limit :most + 1) few""";

  private static final int CLIENTS_READ_FOR_A_ROW = 10;

  private final JdbcClient jdbc;

  MergeRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many rows were new, changed, told again under a higher version, and wait for a client. */
  record Merged(long added, long altered, long touched, long waiting) {

    private Merged plusAdded(long more) {
      return new Merged(added + more, altered, touched, waiting);
    }
  }

  /** Merges what is staged; the differences lie in the entity's table of changes afterwards. */
  Merged merge(EntityTable table, PacketFrame frame) {
    prepare(table, frame);
    Merged merged = mergeDifferences(table, frame);
    bindPayments(table, merged.added(), frame);
    return merged;
  }

  /**
   * Merges what is staged where nobody asks for the differences.
   *
   * @param staged how many rows
   */
  Merged mergeHistory(EntityTable table, int staged, PacketFrame frame) {
    prepare(table, frame);
    int added = insertAtOnce(table, staged, frame);
    Merged rest = added == staged ? new Merged(0, 0, 0, 0) : mergeDifferences(table, frame);
    Merged merged = rest.plusAdded(added);
    bindPayments(table, merged.added(), frame);
    return merged;
  }

  /** How many were new: all that have an owner, or none. */
  private int insertAtOnce(EntityTable table, int staged, PacketFrame frame) {
    MergeSql sql = new MergeSql(table);
    if (frame.bind(jdbc.sql(sql.someKnown())).query(Boolean.class).single()) {
      return 0;
    }
    boolean all = table.ownerNeeded() && fewClients(staged, frame);
    jdbc.sql("savepoint at_once").update();
    try {
      // Whatever it believes of the tables, the planner is not to pair every row with every client.
      jdbc.sql("set local enable_nestloop = " + (all ? "off" : "on")).update();
      int added = frame.bind(jdbc.sql(sql.insertAtOnce(all))).update();
      jdbc.sql("set local enable_nestloop = on").update();
      jdbc.sql("release savepoint at_once").update();
      return added;
    } catch (DuplicateKeyException known) {
      jdbc.sql("rollback to savepoint at_once").update();
      return 0;
    }
  }

  private boolean fewClients(int staged, PacketFrame frame) {
    return frame
        .bind(jdbc.sql(FEW_CLIENTS))
        .param("most", (long) staged * CLIENTS_READ_FOR_A_ROW)
        .query(Boolean.class)
        .single();
  }

  private void prepare(EntityTable table, PacketFrame frame) {
    if (table.entity() == Entity.PAYMENT) {
      takeOverGatewaysWord(frame);
    }
  }

  private Merged mergeDifferences(EntityTable table, PacketFrame frame) {
    MergeSql sql = new MergeSql(table);
    Merged merged = frame.bind(jdbc.sql(sql.find())).query(Merged.class).single();
    if (merged.altered() > 0) {
      frame.bind(jdbc.sql(sql.update())).update();
    }
    if (merged.touched() > 0) {
      frame.bind(jdbc.sql(sql.touch())).update();
    }
    if (merged.added() > 0) {
      frame.bind(jdbc.sql(sql.insert())).update();
    }
    return merged;
  }

  private void bindPayments(EntityTable table, long added, PacketFrame frame) {
    if (table.entity() == Entity.CONTRACT
        && added > 0
        && frame.bind(jdbc.sql(PAYMENTS_WAIT)).query(Boolean.class).single()) {
      frame.bind(jdbc.sql(BIND_PAYMENTS)).update();
    }
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
