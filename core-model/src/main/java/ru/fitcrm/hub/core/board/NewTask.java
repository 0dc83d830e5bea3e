package ru.fitcrm.hub.core.board;

import org.jspecify.annotations.Nullable;

/**
 * A card to be made by hand, for a person that is known already.
 *
 * @param edit what it says; a null reason is «Задача»
 * @param author who makes it
 */
public record NewTask(long clientId, TaskEdit edit, @Nullable String author) {

  static final String DEFAULT_REASON = "Задача";

  String reason() {
    String reason = edit.reason();
    return reason == null || reason.isBlank() ? DEFAULT_REASON : reason.strip();
  }

  /** One open card per person and reason, by hand too. */
  String slot() {
    return "manual:" + clientId + ":" + reason().toLowerCase(java.util.Locale.ROOT);
  }
}
