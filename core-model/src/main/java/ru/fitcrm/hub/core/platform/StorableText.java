package ru.fitcrm.hub.core.platform;

import org.jspecify.annotations.Nullable;

/**
 * Text as PostgreSQL can hold it: without U+0000, which its texts and its JSON refuse, while people
 * and gateways send it.
 */
public final class StorableText {

  private static final String NUL = "\0";

  private StorableText() {}

  public static String of(String text) {
    return text.replace(NUL, "");
  }

  /** As {@link #of}; null of null. */
  public static @Nullable String orNull(@Nullable String text) {
    return text == null ? null : of(text);
  }
}
