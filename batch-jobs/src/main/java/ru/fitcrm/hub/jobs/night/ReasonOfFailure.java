package ru.fitcrm.hub.jobs.night;

import java.sql.SQLException;

/** Names a failure for operators: its kind and the database's code, never its words with values. */
final class ReasonOfFailure {

  private ReasonOfFailure() {}

  static String of(RuntimeException failure) {
    String name = failure.getClass().getSimpleName();
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return name + " " + sql.getSQLState();
      }
      cause = cause.getCause();
    }
    return name;
  }
}
