package ru.fitcrm.hub.core.licence;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Conflict;

/**
 * How many users and clients a club has room for. Only people who add by hand are told that there
 * is none left: what comes by itself, a call, a form or 1C's row, is always taken. Every call runs
 * inside the club's gate.
 */
public final class LicenceLimits {

  /** Employees, and logins that are nobody's of them; the platform's own people are not counted. */
  static final String USERS =
      """
      (select count(*) from employee)
        + (select count(*) from user_account
            where employee_id is null and disabled_at is null and role <> 'SUPERADMIN')""";

  /** People who are not in the archive. */
  static final String CLIENTS =
      "(select count(*) from client where archived_at is null and merged_into is null)";

  private static final String NO_ROOM_FOR_USER =
      "select plan, users_limit as most from licence where users_limit <= " + USERS;

  /** Counts no further than it must. */
  private static final String NO_ROOM_FOR_CLIENT =
      """
      select plan, clients_limit as most from licence l
       where clients_limit <= (select count(*) from (
               select 1 from client where archived_at is null and merged_into is null
                limit (select clients_limit from licence)) counted)""";

  private final JdbcClient jdbc;

  LicenceLimits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Full(Plan plan, int most) {}

  /**
   * @throws Conflict {@code licence.users} if all places are taken
   */
  public void requireRoomForUser() {
    full(NO_ROOM_FOR_USER)
        .ifPresent(
            full -> {
              throw new Conflict(
                  "licence.users",
                  "The club's licence (%s) allows %d users and all are taken: remove an employee or take a larger plan"
                      .formatted(full.plan(), full.most()));
            });
  }

  /**
   * @throws Conflict {@code licence.clients} if all places are taken
   */
  public void requireRoomForClient() {
    full(NO_ROOM_FOR_CLIENT)
        .ifPresent(
            full -> {
              throw new Conflict(
                  "licence.clients",
                  "The club's licence (%s) allows %d clients and all are taken: archive some or take a larger plan"
                      .formatted(full.plan(), full.most()));
            });
  }

  private Optional<Full> full(String sql) {
    return jdbc.sql(sql).query(Full.class).optional();
  }
}
