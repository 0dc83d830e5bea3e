package ru.fitcrm.hub.core.message;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a template may name, in braces. */
public enum Placeholder {
  CLIENT_NAME("client.name"),
  CLIENT_FIRST_NAME("client.firstName"),
  CLIENT_PHONE("client.phone"),
  RESPONSIBLE_NAME("responsible.name"),
  CLUB_NAME("club.name"),
  BRANCH_NAME("branch.name"),
  BRANCH_ADDRESS("branch.address"),
  CONTRACT_TITLE("contract.title"),
  CONTRACT_ENDS_ON("contract.endsOn"),
  CONTRACT_DEBT("contract.debt"),
  CONTRACT_VISITS_LEFT("contract.visitsLeft"),
  PAYMENT_AMOUNT("payment.amount"),
  BOOKING_AT("booking.at"),
  BOOKING_SERVICE("booking.service"),
  EVENT_AT("event.at"),
  LICENCE_CLUB("licence.club"),
  LICENCE_VALID_UNTIL("licence.validUntil"),
  /** What the end of a licence comes to, in Russian. */
  LICENCE_STATE("licence.state"),
  LICENCE_STATE_EN("licence.stateEn"),
  OTHER_NAME("other.name"),
  TASKS_OVERDUE("tasks.overdue"),
  TASKS_OLDEST("tasks.oldest"),
  CONNECTION_NAME("connection.name"),
  /** Why it is down or was switched off. */
  CONNECTION_REASON("connection.reason"),
  JOB_NAME("job.name"),
  JOB_DATE("job.date");

  private final String spelling;

  Placeholder(String spelling) {
    this.spelling = spelling;
  }

  /** As it stands between the braces. */
  public String spelling() {
    return spelling;
  }

  static Optional<Placeholder> of(String spelling) {
    return Arrays.stream(values()).filter(one -> one.spelling.equals(spelling)).findFirst();
  }

  /** All spellings, for whoever writes a template. */
  public static List<String> spellings() {
    return Arrays.stream(values()).map(Placeholder::spelling).toList();
  }
}
