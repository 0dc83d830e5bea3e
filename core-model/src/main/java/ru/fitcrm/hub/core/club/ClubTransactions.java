package ru.fitcrm.hub.core.club;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Opens transactions for a club or for the platform, and refuses those that name neither: with
 * row-level security they would see no rows and say all was well.
 */
public final class ClubTransactions extends JdbcTransactionManager {

  private static final long serialVersionUID = 1L;
  private static final String NAME_CLUB = "select set_config('hub.club', ?, true)";

  private final String platformRole;

  /**
   * @param platformRole database role that sees every club; the login must be allowed to take it
   */
  public ClubTransactions(DataSource dataSource, String platformRole) {
    super(dataSource);
    if (!platformRole.matches("[a-z_][a-z0-9_]*")) {
      throw new IllegalArgumentException("Not a plain role name: " + platformRole);
    }
    this.platformRole = platformRole;
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    if (!(definition instanceof ScopedTransaction scoped)) {
      throw new IllegalStateException(
          "A transaction was opened without a club: go through ClubGate");
    }
    super.doBegin(transaction, definition);
    try {
      name(scoped.scope());
    } catch (SQLException e) {
      doCleanupAfterCompletion(transaction);
      throw new TransactionSystemException("Could not open the gate for " + scoped.scope(), e);
    }
    TransactionSynchronizationManager.bindResource(this, scoped.scope());
  }

  @Override
  protected void doCleanupAfterCompletion(Object transaction) {
    TransactionSynchronizationManager.unbindResourceIfPossible(this);
    super.doCleanupAfterCompletion(transaction);
  }

  void requireOpenFor(ClubScope scope) {
    @Nullable Object open = TransactionSynchronizationManager.getResource(this);
    if (!scope.equals(open)) {
      throw new IllegalStateException(
          "A transaction is open for " + open + ", it cannot also be for " + scope);
    }
  }

  private void name(ClubScope scope) throws SQLException {
    Connection connection = current();
    switch (scope) {
      case ClubScope.OneClub one -> {
        try (PreparedStatement statement = connection.prepareStatement(NAME_CLUB)) {
          statement.setString(1, one.club().toString());
          statement.execute();
        }
      }
      case ClubScope.Platform platform -> {
        try (Statement statement = connection.createStatement()) {
          statement.execute("set local role " + platformRole);
        }
      }
    }
  }

  private Connection current() {
    ConnectionHolder holder =
        (ConnectionHolder)
            TransactionSynchronizationManager.getResource(
                Objects.requireNonNull(getDataSource(), "dataSource"));
    return Objects.requireNonNull(holder, "connection").getConnection();
  }
}
