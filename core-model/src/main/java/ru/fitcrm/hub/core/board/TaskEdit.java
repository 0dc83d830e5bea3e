package ru.fitcrm.hub.core.board;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * What may be set of a card.
 *
 * @param dueTime only with a dueOn
 * @param status id of the club's status; a final one closes the card
 * @param comment a line to add to the card's history, null for none
 */
public record TaskEdit(
    @Nullable String reason,
    @Nullable String nextStep,
    @Nullable LocalDate dueOn,
    @Nullable LocalTime dueTime,
    @Nullable Long status,
    @Nullable Long responsibleId,
    @Nullable Long branchId,
    @Nullable String comment,
    boolean closed) {

  void check() {
    if (dueTime != null && dueOn == null) {
      throw new InvalidInput("dueTime", "due.time-alone", "dueTime needs a dueOn");
    }
  }

  @Nullable String cleanComment() {
    return comment == null || comment.isBlank() ? null : comment.strip();
  }
}
