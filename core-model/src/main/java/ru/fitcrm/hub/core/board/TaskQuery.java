package ru.fitcrm.hub.core.board;

import org.jspecify.annotations.Nullable;

/**
 * Which cards to list.
 *
 * @param column one column of the board, null for all open cards
 * @param text start of a name, or digits of a number
 * @param byDigits whether the text may be digits of a number: not for those who see numbers masked,
 *     unless they know the whole of it
 * @param closed closed cards instead of open ones
 */
public record TaskQuery(
    @Nullable BoardColumn column,
    @Nullable Long branchId,
    @Nullable Long status,
    @Nullable Long responsibleId,
    @Nullable Long clientId,
    @Nullable String text,
    boolean byDigits,
    boolean closed) {

  public static final TaskQuery OPEN =
      new TaskQuery(null, null, null, null, null, null, true, false);

  public TaskQuery in(BoardColumn one) {
    return new TaskQuery(one, branchId, status, responsibleId, clientId, text, byDigits, closed);
  }

  public static TaskQuery ofClient(long clientId, boolean closed) {
    return new TaskQuery(null, null, null, null, clientId, null, true, closed);
  }
}
