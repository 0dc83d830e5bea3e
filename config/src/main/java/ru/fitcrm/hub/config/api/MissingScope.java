package ru.fitcrm.hub.config.api;

import org.springframework.security.access.AccessDeniedException;

/** A key asks for what it was not made for. */
final class MissingScope extends AccessDeniedException {

  private static final long serialVersionUID = 1L;

  private final String scope;

  /**
   * @param scope what the key would need, for example {@code clients:write}
   */
  MissingScope(String scope) {
    super("This key lacks the scope " + scope);
    this.scope = scope;
  }

  String scope() {
    return scope;
  }
}
