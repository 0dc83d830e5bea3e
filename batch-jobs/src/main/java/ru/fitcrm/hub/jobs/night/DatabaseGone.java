package ru.fitcrm.hub.jobs.night;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Tells the database's own trouble from a club's: a night broken off by it is nobody's failure. */
final class DatabaseGone {

  private DatabaseGone() {}

  /** Whether the connection broke, none could be had, or the server is going down or coming up. */
  static boolean in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException
          || (cause instanceof TransactionSystemException end && isWhy(end))
          || (cause instanceof SQLException sql && isGone(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /** On a broken connection the way back fails, too, and hides what broke it. */
  private static boolean isWhy(TransactionSystemException end) {
    Throwable why = end.getApplicationException();
    return why != null && in(why);
  }

  private static boolean isGone(@Nullable String state) {
    return state != null && (state.startsWith("08") || state.startsWith("57P0"));
  }
}
