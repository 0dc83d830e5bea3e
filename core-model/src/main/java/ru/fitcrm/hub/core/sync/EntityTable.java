package ru.fitcrm.hub.core.sync;

import java.util.List;

/**
 * What is special to one entity's table; all else of merging is common.
 *
 * @param table the table, and the beginning of its sequence's name
 * @param told columns as told, in the order of {@link StagedRow#cells}
 * @param derived columns worked out while looking for differences
 * @param owner column that says whose a row is
 * @param ownerSql finds the owner of the staged row {@code s} as {@code local_id}
 * @param ownerNeeded a row without waits for its owner
 * @param was columns whose value before is wanted afterwards
 * @param kept of the known row {@code t} and the staged one {@code s}: when it stays as it is
 * @param whenDeleted sets what a deletion mark means beside {@code deleted}, empty for nothing
 */
record EntityTable(
    Entity entity,
    String table,
    List<Column> told,
    List<Derived> derived,
    String owner,
    String ownerSql,
    boolean ownerNeeded,
    List<Column> was,
    String kept,
    String whenDeleted) {

  private static final String CLIENT_BY_REF =
      """
      select r.local_id from external_ref r
       where r.connection_id = :connection and r.entity = 'client' and r.ref = s.owner_ref""";

  private static final String NEVER = "false";

  /**
   * A change of the hub's that is still to be given is not undone by what the system told before it
   * had it, neither while it waits nor when the system's word was under way meanwhile.
   */
  private static final String GIVEN_FROM_HERE =
      """
      coalesce(t.giving = 'WAITING'
               or t.giving = 'GIVEN' and s.hash = t.hash_before and s.version <= t.source_version, false)""";

  /**
   * By the system's id where the hub knows it, else by name. Of two with one name it stays whose it
   * was; what the hub made stays its employee's, whatever the system calls them.
   */
  private static final String EMPLOYEE_BY_REF =
      """
      select coalesce(
        case when t.employee_ref = s.owner_ref then t.employee_id end,
        (select r.local_id from external_ref r
          where r.connection_id = :connection and r.entity = 'employee' and r.ref = s.owner_ref),
        (select min(e.id) from employee e where e.name = s.owner_ref),
        case when t.change_no > 0 then t.employee_id end) as local_id""";

  /**
   * Only a new contract can be a new contract unpaid, and only while that is news. Null compares to
   * nothing: without a time of news there is none.
   */
  private static final String UNPAID_DUE =
      """
      case when s.deleted or s.status <> 'AWAITING_PAYMENT' then null
           when t.id is not null then t.unpaid_due_at
           when coalesce(s.made_at, cast(:heard as timestamptz)) > cast(:newsSince as timestamptz)
             then greatest(s.made_at + interval '15 minutes', cast(:now as timestamptz)) end""";

  private static final String CONTRACT_BY_REF =
      """
      coalesce((select k.id from contract k
                 where k.connection_id = :connection
                   and k.ref = case when s.bare then t.contract_ref else s.contract_ref end),
               t.contract_id)""";

  /** A column of a table. */
  record Column(String name, String type) {}

  /**
   * A column whose value is worked out.
   *
   * @param sql of the staged row {@code s} and the known one {@code t}
   */
  record Derived(String name, String type, String sql) {}

  static final EntityTable CONTRACT =
      new EntityTable(
          Entity.CONTRACT,
          "contract",
          List.of(
              new Column("kind", "text"),
              new Column("term", "text"),
              new Column("title", "text"),
              new Column("status", "text"),
              new Column("starts_on", "date"),
              new Column("ends_on", "date"),
              new Column("terminates_on", "date"),
              new Column("next_charge_on", "date"),
              new Column("price", "numeric(15, 2)"),
              new Column("debt", "numeric(15, 2)"),
              new Column("visits_total", "int"),
              new Column("visits_left", "int"),
              new Column("made_at", "timestamptz"),
              new Column("deleted", "boolean")),
          List.of(
              new Derived("unpaid_due_at", "timestamptz", UNPAID_DUE),
              new Derived(
                  "heard_at", "timestamptz", "coalesce(t.heard_at, cast(:now as timestamptz))")),
          "client_id",
          CLIENT_BY_REF,
          true,
          List.of(new Column("status", "text")),
          NEVER,
          "TERMINATED");

  static final EntityTable PAYMENT =
      new EntityTable(
          Entity.PAYMENT,
          "payment",
          List.of(
              new Column("contract_ref", "text"),
              new Column("kind", "text"),
              new Column("amount", "numeric(15, 2)"),
              new Column("status", "text"),
              new Column("at", "timestamptz"),
              new Column("transaction_ref", "text"),
              new Column("deleted", "boolean")),
          List.of(new Derived("contract_id", "bigint", CONTRACT_BY_REF)),
          "client_id",
          CLIENT_BY_REF,
          true,
          List.of(
              new Column("client_id", "bigint"),
              new Column("at", "timestamptz"),
              new Column("kind", "text"),
              new Column("status", "text"),
              new Column("deleted", "boolean")),
          NEVER,
          "");

  static final EntityTable VISIT =
      new EntityTable(
          Entity.VISIT,
          "visit",
          List.of(new Column("at", "timestamptz"), new Column("deleted", "boolean")),
          List.of(),
          "client_id",
          CLIENT_BY_REF,
          true,
          List.of(
              new Column("client_id", "bigint"),
              new Column("at", "timestamptz"),
              new Column("deleted", "boolean")),
          NEVER,
          "");

  static final EntityTable BOOKING =
      new EntityTable(
          Entity.BOOKING,
          "booking",
          List.of(
              new Column("at", "timestamptz"),
              new Column("service", "text"),
              new Column("status", "text"),
              new Column("reason", "text"),
              new Column("deleted", "boolean")),
          List.of(),
          "client_id",
          CLIENT_BY_REF,
          true,
          List.of(new Column("status", "text")),
          NEVER,
          "CANCELLED");

  static final EntityTable SHIFT =
      new EntityTable(
          Entity.SHIFT,
          "work_shift",
          List.of(
              new Column("starts_at", "timestamptz"),
              new Column("ends_at", "timestamptz"),
              new Column("deleted", "boolean")),
          List.of(
              new Derived("employee_ref", "text", "coalesce(s.owner_ref, t.employee_ref)"),
              new Derived("giving", "text", "case when t.giving is not null then 'GIVEN' end"),
              new Derived("giving_code", "text", "cast(null as text)"),
              new Derived("giving_reason", "text", "cast(null as text)")),
          "employee_id",
          EMPLOYEE_BY_REF,
          false,
          List.of(),
          GIVEN_FROM_HERE,
          "");

  static final List<EntityTable> ALL = List.of(CONTRACT, PAYMENT, VISIT, BOOKING, SHIFT);
}
