package ru.fitcrm.hub.core.sync;

/** A cell that cannot be read. Costs its row, thousands at a time: without a stack trace. */
final class BadCell extends Exception {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String code;
  private final String reason;

  /**
   * @param code stable, for example {@code required}; a page says it in its own language
   * @param reason what is wrong and how to mend it; no personal data
   */
  BadCell(String field, String code, String reason) {
    super(reason, null, false, false);
    this.field = field;
    this.code = code;
    this.reason = reason;
  }

  String field() {
    return field;
  }

  String code() {
    return code;
  }

  String reason() {
    return reason;
  }
}
