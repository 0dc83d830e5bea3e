package ru.fitcrm.hub.connectors;

/** What an exchange said to a {@link DialRequest}. The call's life comes as snapshots. */
public sealed interface Dialled {

  /** The employee's phone is being rung, or is already by an earlier request of the same id. */
  record Accepted(String id) implements Dialled {}

  /**
   * Nobody's phone rings.
   *
   * @param code stable: {@code no-line}, {@code no-way-out}, {@code right-originate-missing},
   *     {@code refused}
   * @param reason in plain words, without numbers
   */
  record Refused(String code, String reason) implements Dialled {}

  /** No answer came: it may ring all the same. Asking again with the same id is safe. */
  record Unknown(String reason) implements Dialled {}
}
