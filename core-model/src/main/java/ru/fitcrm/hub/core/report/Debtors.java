package ru.fitcrm.hub.core.report;

import java.util.List;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Report {@code debtors}: every contract with a debt, whatever its status, of people who are not
 * archived. The night warns of those among them that are recurring and terminated soon.
 */
final class Debtors implements Report {

  private static final String SQL = SqlFile.read(Debtors.class, "debtors.sql");

  @Override
  public String name() {
    return "debtors";
  }

  @Override
  public Dates dates() {
    return Dates.DAY;
  }

  @Override
  public List<ReportColumn> columns() {
    return List.of(
        ReportColumn.text("contract"),
        ReportColumn.word("status"),
        ReportColumn.money("debt"),
        ReportColumn.date("terminatesOn"),
        ReportColumn.count("daysLeft"),
        ReportColumn.date("lastPaidOn"));
  }

  @Override
  public List<ReportTotal> totals() {
    return List.of(
        ReportTotal.rows("contracts"),
        ReportTotal.count("clients", "count(distinct r.client_id)"),
        ReportTotal.money("debt", "coalesce(sum(r.debt), 0)"));
  }

  @Override
  public String sql() {
    return SQL;
  }
}
