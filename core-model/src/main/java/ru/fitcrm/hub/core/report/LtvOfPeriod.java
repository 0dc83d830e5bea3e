package ru.fitcrm.hub.core.report;

import java.util.List;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Report {@code ltv}: what each client brought in the period. LTV is the money that came (payments
 * of every kind that succeeded) less what was given back; a receipt is one such payment, and the
 * mean receipt is the money that came by the number of receipts. {@code ever} is the LTV of all
 * time up to the period's end, {@code lifetimeDays} the days since the first payment.
 */
final class LtvOfPeriod implements Report {

  private static final String SQL = SqlFile.read(LtvOfPeriod.class, "ltv.sql");

  @Override
  public String name() {
    return "ltv";
  }

  @Override
  public Dates dates() {
    return Dates.PERIOD;
  }

  @Override
  public List<ReportColumn> columns() {
    return List.of(
        ReportColumn.count("visits"),
        ReportColumn.count("receipts"),
        ReportColumn.money("paid"),
        ReportColumn.money("refunded"),
        ReportColumn.money("ltv"),
        ReportColumn.money("meanReceipt"),
        ReportColumn.money("ever"),
        ReportColumn.date("firstPaidOn"),
        ReportColumn.count("lifetimeDays"));
  }

  @Override
  public List<ReportTotal> totals() {
    return List.of(
        ReportTotal.rows("clients"),
        ReportTotal.count("visits", "coalesce(sum(r.visits), 0)"),
        ReportTotal.count("receipts", "coalesce(sum(r.receipts), 0)"),
        ReportTotal.money("paid", "coalesce(sum(r.paid), 0)"),
        ReportTotal.money("refunded", "coalesce(sum(r.refunded), 0)"),
        ReportTotal.money("ltv", "coalesce(sum(r.ltv), 0)"),
        ReportTotal.money(
            "meanReceipt", "coalesce(round(sum(r.paid) / nullif(sum(r.receipts), 0), 2), 0)"),
        ReportTotal.money("meanLtv", "coalesce(round(sum(r.ltv) / nullif(count(*), 0), 2), 0)"));
  }

  @Override
  public String sql() {
    return SQL;
  }
}
