package ru.fitcrm.hub.core.sync;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes down that the club took history just now, for its next night. */
final class NoteHistory {

  // By the clock and not by the transaction: a long load is over when it ends.
  private static final String NOTE =
      """
      insert into history_taken (at) values (clock_timestamp())
      on conflict (club_id) do update set at = excluded.at""";

  private final JdbcClient jdbc;

  NoteHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Called last in a transaction: nobody waits for its row. */
  void taken() {
    jdbc.sql(NOTE).update();
  }
}
