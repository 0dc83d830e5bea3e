package ru.fitcrm.hub.core.report;

import java.util.List;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Report {@code forecast}: automatic charges to come in the period. A connection tells the next
 * charge of a contract and no further ones; a club whose connection tells none has no forecast.
 */
final class Forecast implements Report {

  private static final String SQL = SqlFile.read(Forecast.class, "forecast.sql");

  @Override
  public String name() {
    return "forecast";
  }

  @Override
  public Dates dates() {
    return Dates.AHEAD;
  }

  @Override
  public List<ReportColumn> columns() {
    return List.of(
        ReportColumn.date("chargeOn"),
        ReportColumn.text("contract"),
        ReportColumn.word("status"),
        ReportColumn.money("amount"),
        ReportColumn.money("debt"),
        ReportColumn.date("terminatesOn"));
  }

  @Override
  public List<ReportTotal> totals() {
    return List.of(
        ReportTotal.rows("charges"),
        ReportTotal.count("clients", "count(distinct r.client_id)"),
        ReportTotal.money("amount", "coalesce(sum(r.amount), 0)"));
  }

  @Override
  public String sql() {
    return SQL;
  }

  @Override
  public String available() {
    return "select exists (select 1 from contract where next_charge_on is not null and not deleted)";
  }
}
