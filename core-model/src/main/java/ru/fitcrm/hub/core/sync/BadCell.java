package ru.fitcrm.hub.core.sync;

/** A cell that cannot be read. Costs its row, thousands at a time: without a stack trace. */
final class BadCell extends Exception {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String reason;

  /**
   * @param reason what is wrong and how to mend it; no personal data
   */
  BadCell(String field, String reason) {
    super(reason, null, false, false);
    this.field = field;
    this.reason = reason;
  }

  String field() {
    return field;
  }

  String reason() {
    return reason;
  }
}
