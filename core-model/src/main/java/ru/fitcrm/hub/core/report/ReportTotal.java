package ru.fitcrm.hub.core.report;

/**
 * What a report says of all its rows.
 *
 * @param expression over the rows {@code r}, an aggregate
 */
public record ReportTotal(ReportColumn column, String expression) {

  static ReportTotal money(String name, String expression) {
    return new ReportTotal(ReportColumn.money(name), expression);
  }

  /** A number of something. */
  public static ReportTotal count(String name, String expression) {
    return new ReportTotal(ReportColumn.count(name), expression);
  }

  /** How many rows there are. */
  public static ReportTotal rows(String name) {
    return count(name, "count(*)");
  }
}
