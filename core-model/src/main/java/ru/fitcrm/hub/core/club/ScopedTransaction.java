package ru.fitcrm.hub.core.club;

import org.springframework.transaction.support.DefaultTransactionDefinition;

/** A transaction that says for whom it is opened. */
final class ScopedTransaction extends DefaultTransactionDefinition {

  private static final long serialVersionUID = 1L;

  private final transient ClubScope scope;

  ScopedTransaction(ClubScope scope) {
    this.scope = scope;
  }

  ClubScope scope() {
    return scope;
  }
}
