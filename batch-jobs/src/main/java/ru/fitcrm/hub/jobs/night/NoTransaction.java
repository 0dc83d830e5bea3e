package ru.fitcrm.hub.jobs.night;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Lets a step of Spring Batch run outside any transaction, so that each slice opens its own at the
 * gate of its club. Spring Batch's own resourceless manager cannot do this twice in a row.
 */
public final class NoTransaction extends AbstractPlatformTransactionManager {

  private static final long serialVersionUID = 1L;

  @Override
  protected Object doGetTransaction() {
    return new Object();
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    throw new IllegalStateException("A step must not open a transaction around its slices");
  }

  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    throw new IllegalStateException("There is no transaction to commit");
  }

  @Override
  protected void doRollback(DefaultTransactionStatus status) {
    throw new IllegalStateException("There is no transaction to roll back");
  }
}
