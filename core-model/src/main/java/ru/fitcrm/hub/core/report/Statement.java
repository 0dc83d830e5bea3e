package ru.fitcrm.hub.core.report;

import java.util.List;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Report {@code statement} («Сверка»): what a client paid, was given back and was charged in a
 * period, with the balance before and after; below zero the client owes. What counts as a charge
 * stands in {@code statement_lines.sql}; {@code debtNow} is what the contracts themselves say is
 * owed, to compare with.
 */
final class Statement implements Report {

  private static final String LINES = SqlFile.read(Statement.class, "statement_lines.sql");
  private static final String OPENING =
      "(select coalesce(sum(l.income - l.expense), 0) from (" + LINES + ") l where l.at < :fromAt)";
  private static final String CLOSING =
      "(select coalesce(sum(l.income - l.expense), 0) from (" + LINES + ") l)";
  private static final String DEBT_NOW =
      "(select coalesce(sum(k.debt), 0) from contract k where k.client_id = :client and not k.deleted)";
  private static final String SQL =
      SqlFile.read(Statement.class, "statement.sql").replace("{lines}", LINES);

  @Override
  public String name() {
    return "statement";
  }

  @Override
  public Dates dates() {
    return Dates.PERIOD;
  }

  @Override
  public List<ReportColumn> columns() {
    return List.of(
        new ReportColumn("at", ReportColumn.Kind.TIME),
        ReportColumn.word("operation"),
        ReportColumn.text("contract"),
        ReportColumn.money("income"),
        ReportColumn.money("expense"),
        ReportColumn.money("balance"));
  }

  @Override
  public List<ReportTotal> totals() {
    return List.of(
        ReportTotal.money("opening", OPENING),
        ReportTotal.money("income", "coalesce(sum(r.income), 0)"),
        ReportTotal.money("expense", "coalesce(sum(r.expense), 0)"),
        ReportTotal.money("closing", CLOSING),
        ReportTotal.money(
            "charged",
            "coalesce(sum(r.expense) filter (where r.operation in ('CHARGE', 'RETURN')), 0)"),
        ReportTotal.money(
            "refunded", "coalesce(sum(r.expense) filter (where r.operation = 'REFUND'), 0)"),
        ReportTotal.money("debtNow", DEBT_NOW));
  }

  @Override
  public String sql() {
    return SQL;
  }

  @Override
  public boolean ofPeople() {
    return false;
  }
}
