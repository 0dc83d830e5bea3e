package ru.fitcrm.hub.core.report;

import java.util.List;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Report {@code pays-today}: who has a reason to pay on the date. CHARGE: the automatic debit of a
 * recurring contract is due; DEBT: its last day before it is terminated for its debt; NEW: a
 * contract begins and is not paid; RENEWAL: a term or a package ends, its price is asked again.
 */
final class PaysToday implements Report {

  private static final String SQL = SqlFile.read(PaysToday.class, "pays_today.sql");

  @Override
  public String name() {
    return "pays-today";
  }

  @Override
  public Dates dates() {
    return Dates.DAY;
  }

  @Override
  public List<ReportColumn> columns() {
    return List.of(
        ReportColumn.word("why"), ReportColumn.text("contract"), ReportColumn.money("amount"));
  }

  @Override
  public List<ReportTotal> totals() {
    return List.of(
        ReportTotal.rows("rows"),
        ReportTotal.count("clients", "count(distinct r.client_id)"),
        ReportTotal.money("amount", "coalesce(sum(r.amount), 0)"));
  }

  @Override
  public String sql() {
    return SQL;
  }
}
