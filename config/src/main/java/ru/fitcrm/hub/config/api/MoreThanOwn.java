package ru.fitcrm.hub.config.api;

import org.springframework.security.access.AccessDeniedException;

/** A key would give itself or another key more than it has. */
final class MoreThanOwn extends AccessDeniedException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field of the key, for example {@code ratePerMinute}
   * @param most what it may be at most, in words
   */
  MoreThanOwn(String field, Object most) {
    super("A key gives no key more than it has: %s may be at most %s".formatted(field, most));
    this.field = field;
  }

  String field() {
    return field;
  }
}
