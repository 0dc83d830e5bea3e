package ru.fitcrm.hub.core.board;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A card of the board.
 *
 * @param phone the person's main number, null for a withheld caller
 * @param listed how many clients a card that lists several has, 0 of any other
 * @param reason why the card appeared, in the club's words
 * @param reasonCode the same as a stable code, {@code MANUAL} for one made by hand
 * @param column computed for an open card, null for a closed one
 * @param status id of the club's status, null while unsorted
 * @param callIds calls on the card, the first one first
 * @param eventTypes kinds of events that touched it
 */
public record Task(
    long id,
    @Nullable Long clientId,
    @Nullable String clientName,
    @Nullable String clientKind,
    @Nullable String phone,
    long listed,
    String reason,
    String reasonCode,
    @Nullable BoardColumn column,
    @Nullable Long status,
    @Nullable String statusName,
    @Nullable String nextStep,
    @Nullable LocalDate dueOn,
    @Nullable LocalTime dueTime,
    @Nullable Long responsibleId,
    @Nullable Long branchId,
    @Nullable String comment,
    Instant createdAt,
    @Nullable Instant closedAt,
    List<Long> callIds,
    List<String> eventTypes,
    long version) {

  public Task {
    callIds = List.copyOf(callIds);
    eventTypes = List.copyOf(eventTypes);
  }

  /** What may be edited of this card, as it stands. */
  public TaskEdit edit() {
    return new TaskEdit(
        reason, nextStep, dueOn, dueTime, status, responsibleId, branchId, null, closedAt != null);
  }
}
