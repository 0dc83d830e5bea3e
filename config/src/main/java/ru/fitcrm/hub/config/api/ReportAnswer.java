package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.report.OpenReports;
import ru.fitcrm.hub.core.report.Report;
import ru.fitcrm.hub.core.report.ReportAsked;
import ru.fitcrm.hub.core.report.ReportRow;

/**
 * A report as the API gives it.
 *
 * @param report its name
 * @param date the club's day it was asked for
 * @param from first day of its period
 * @param to last day of it, included
 * @param totals over all pages
 * @param next cursor of the next page, null at the end
 * @param available false where the club's base has not what the report needs: it is empty then
 * @param note why it is not available
 */
record ReportAnswer(
    String report,
    LocalDate date,
    LocalDate from,
    LocalDate to,
    List<Item> items,
    Map<String, @Nullable Object> totals,
    @Nullable String next,
    boolean available,
    @Nullable String note) {

  private static final String NO_CHARGES =
      "The club's connection delivers no charges to come (nextChargeOn of contracts):"
          + " there is nothing to forecast from";

  /** A row: whose it is, and the report's own columns as fields of the same object. */
  record Item(
      long clientId,
      @Nullable String clientName,
      @Nullable String phone,
      @Nullable Long branchId,
      @Nullable Long responsibleId,
      @JsonAnyGetter Map<String, @Nullable Object> values) {

    static Item of(ReportRow row) {
      return new Item(
          row.clientId(),
          row.clientName(),
          row.phone(),
          row.branchId(),
          row.responsibleId(),
          row.values());
    }
  }

  static ReportAnswer of(Report report, ReportAsked asked, OpenReports.Opened opened) {
    return new ReportAnswer(
        report.name(),
        asked.date(),
        asked.from(),
        asked.to(),
        opened.rows().stream().map(Item::of).toList(),
        opened.totals(),
        opened.next(),
        opened.available(),
        opened.available() ? null : NO_CHARGES);
  }
}
