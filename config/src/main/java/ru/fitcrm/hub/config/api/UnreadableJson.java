package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.core.JsonProcessingException;

/** A body that does not fit its shape, found after it was read as JSON. */
final class UnreadableJson extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final JsonProcessingException why;

  UnreadableJson(JsonProcessingException cause) {
    super(cause);
    this.why = cause;
  }

  JsonProcessingException why() {
    return why;
  }
}
