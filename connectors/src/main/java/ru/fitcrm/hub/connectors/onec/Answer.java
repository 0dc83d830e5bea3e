package ru.fitcrm.hub.connectors.onec;

import org.jspecify.annotations.Nullable;

/** What a question to 1C came to. */
public sealed interface Answer<T> {

  /**
   * @param value null where 1C is allowed to answer nothing
   */
  record Given<T>(@Nullable T value) implements Answer<T> {}

  record Failed<T>(Failure failure) implements Answer<T> {}
}
