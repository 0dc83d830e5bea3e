package ru.fitcrm.hub.core.report;

import java.util.List;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Report {@code contracts}: contracts that begin in the period (STARTS), end in it (ENDS), or are
 * good for a day of it (ACTIVE). One without a first day begins on the day it was made.
 */
final class ContractsOfPeriod implements Report {

  private static final String SQL = SqlFile.read(ContractsOfPeriod.class, "contracts.sql");

  @Override
  public String name() {
    return "contracts";
  }

  @Override
  public Dates dates() {
    return Dates.PERIOD;
  }

  @Override
  public List<ReportColumn> columns() {
    return List.of(
        ReportColumn.text("contract"),
        ReportColumn.word("kind"),
        ReportColumn.word("status"),
        ReportColumn.date("starts"),
        ReportColumn.date("endsOn"),
        ReportColumn.money("price"),
        ReportColumn.money("debt"));
  }

  @Override
  public List<ReportTotal> totals() {
    return List.of(
        ReportTotal.rows("contracts"),
        ReportTotal.count("clients", "count(distinct r.client_id)"),
        ReportTotal.money("price", "coalesce(sum(r.price), 0)"),
        ReportTotal.money("debt", "coalesce(sum(r.debt), 0)"));
  }

  @Override
  public String sql() {
    return SQL;
  }

  @Override
  public List<String> methods() {
    return List.of("STARTS", "ENDS", "ACTIVE");
  }
}
