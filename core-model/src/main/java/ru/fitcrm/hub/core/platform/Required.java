package ru.fitcrm.hub.core.platform;

import org.jspecify.annotations.Nullable;

/** Fields that must be there. */
public final class Required {

  private Required() {}

  /** The text without surrounding space; refused when absent or empty. */
  public static String text(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new InvalidInput(field, "required", field + " is required and must not be empty");
    }
    return value.strip();
  }
}
