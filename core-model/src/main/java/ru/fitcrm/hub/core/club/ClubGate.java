package ru.fitcrm.hub.core.club;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one gate every transaction passes. It opens as a club's, and then sees that club's rows only,
 * or as the platform's, and then sees all. Work in a gate already open for the same joins it; for
 * another it is an error, for row-level security would silently show the wrong rows.
 *
 * <p>Deadlocks and serialization failures are tried again, so work must have no effect but on the
 * database; what must happen after commit is registered as a transaction synchronization.
 */
public final class ClubGate {

  private static final Logger LOG = LoggerFactory.getLogger(ClubGate.class);
  private static final int TRIES = 5;

  private final ClubTransactions transactions;

  public ClubGate(ClubTransactions transactions) {
    this.transactions = transactions;
  }

  /** Runs {@code work} in a transaction that sees this club alone. */
  public <T> T inClub(ClubId club, Supplier<T> work) {
    return open(new ClubScope.OneClub(club), work);
  }

  public void runInClub(ClubId club, Runnable work) {
    open(
        new ClubScope.OneClub(club),
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  /** Runs {@code work} in a transaction that sees every club: claims, tails, log-ins. */
  public <T> T asPlatform(Supplier<T> work) {
    return open(new ClubScope.Platform(), work);
  }

  public void runAsPlatform(Runnable work) {
    open(
        new ClubScope.Platform(),
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  private <T> T open(ClubScope scope, Supplier<T> work) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      transactions.requireOpenFor(scope);
      return work.get();
    }
    return repeatOnLockTrouble(scope, work);
  }

  private <T> T repeatOnLockTrouble(ClubScope scope, Supplier<T> work) {
    for (int tried = 1; ; tried++) {
      try {
        return begin(scope, work);
      } catch (PessimisticLockingFailureException e) {
        if (tried == TRIES) {
          throw e;
        }
        LOG.info("Transaction met a lock conflict, try {} of {} follows", tried + 1, TRIES);
      }
    }
  }

  /** By hand, because a TransactionTemplate would put itself in the definition's place. */
  private <T> T begin(ClubScope scope, Supplier<T> work) {
    TransactionStatus transaction = transactions.getTransaction(new ScopedTransaction(scope));
    T result;
    try {
      result = work.get();
    } catch (RuntimeException | Error e) {
      transactions.rollback(transaction);
      throw e;
    }
    transactions.commit(transaction);
    return result;
  }
}
