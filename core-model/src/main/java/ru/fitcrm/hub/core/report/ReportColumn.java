package ru.fitcrm.hub.core.report;

import java.util.Locale;

/**
 * What a report says of each row.
 *
 * @param name as the API says it, for example {@code lastActivityOn}
 */
public record ReportColumn(String name, Kind kind) {

  /** How it is to be read and shown. */
  public enum Kind {
    TEXT,
    /** One of a few words of the hub's own, to be said in the reader's language. */
    WORD,
    DATE,
    DATES,
    TIME,
    MONEY,
    COUNT
  }

  static ReportColumn text(String name) {
    return new ReportColumn(name, Kind.TEXT);
  }

  static ReportColumn word(String name) {
    return new ReportColumn(name, Kind.WORD);
  }

  /** A column of dates, also outside this room. */
  public static ReportColumn date(String name) {
    return new ReportColumn(name, Kind.DATE);
  }

  static ReportColumn money(String name) {
    return new ReportColumn(name, Kind.MONEY);
  }

  /** A column of whole numbers, also outside this room. */
  public static ReportColumn count(String name) {
    return new ReportColumn(name, Kind.COUNT);
  }

  /** As the statement says it. */
  String column() {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
