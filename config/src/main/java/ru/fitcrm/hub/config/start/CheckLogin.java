package ru.fitcrm.hub.config.start;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses logins with which row-level security would be void: the hub keeps clubs apart by it.
 * Every refusal is one line with the role and the SQL that puts it right.
 */
final class CheckLogin {

  private static final Logger log = LoggerFactory.getLogger(CheckLogin.class);
  private static final int OLDEST = 150000;

  private static final String WHAT_THE_APP_LOGIN_MAY =
      """
      select current_setting('server_version_num')::int as version,
        r.rolsuper, r.rolbypassrls, r.rolcreaterole,
        exists (select from pg_roles where rolname = ?) as platform_there
      from pg_roles r where r.rolname = current_user
      """;

  private static final String HOW_IT_STANDS_TO_THE_PLATFORM =
      """
      select pg_has_role(current_user, ?, ?) as may_become,
        pg_has_role(current_user, ?, 'USAGE') as inherits
      """;

  private final DatabaseLogins logins;

  CheckLogin(DatabaseLogins logins) {
    this.logins = logins;
  }

  /**
   * @throws StartRefused if the hub must not work with these logins
   * @throws SQLException if the server can't be reached or refuses the login
   */
  void check() throws SQLException {
    try (Connection app = logins.asApp()) {
      Rights rights = rights(app);
      refuseOldServer(rights.version());
      refuseAllPowerful(rights);
      if (!rights.platformThere()) {
        makePlatformRole(rights);
      }
      refuseWrongMembership(app, rights.version());
    }
  }

  private record Rights(
      int version,
      boolean superuser,
      boolean bypassRls,
      boolean createRole,
      boolean platformThere) {}

  private Rights rights(Connection app) throws SQLException {
    try (PreparedStatement query = app.prepareStatement(WHAT_THE_APP_LOGIN_MAY)) {
      query.setString(1, logins.platformRole());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new Rights(
            row.getInt("version"),
            row.getBoolean("rolsuper"),
            row.getBoolean("rolbypassrls"),
            row.getBoolean("rolcreaterole"),
            row.getBoolean("platform_there"));
      }
    }
  }

  static void refuseOldServer(int version) {
    if (version < OLDEST) {
      throw new StartRefused(
          "HUB_DB_URL: the server is PostgreSQL "
              + version / 10000
              + ", the hub needs 15 or newer. Upgrade it, or name another server.");
    }
  }

  private void refuseAllPowerful(Rights rights) {
    if (rights.superuser() || rights.bypassRls()) {
      throw new StartRefused(
          "HUB_DB_USER: the role %s is %s, and clubs would not be kept apart. Run as administrator: alter role %s nosuperuser nobypassrls;"
              .formatted(
                  logins.app(),
                  rights.superuser() ? "a superuser" : "BYPASSRLS",
                  quoted(logins.app().name())));
    }
  }

  private void makePlatformRole(Rights rights) throws SQLException {
    String sql = "create role " + quoted(logins.platformRole()) + " nologin; " + grant(rights);
    if (rights.createRole()) {
      run(logins.asApp(), sql);
      return;
    }
    if (!logins.owner().equals(logins.app())) {
      try (Connection owner = logins.asOwner()) {
        if (rights(owner).createRole()) {
          run(logins.asOwner(), sql);
          return;
        }
      }
    }
    throw new StartRefused(
        "HUB_DB_USER: the role %s is missing on the server. Run as administrator: %s"
            .formatted(logins.platformRole(), sql));
  }

  private void run(Connection opened, String sql) throws SQLException {
    try (Connection connection = opened;
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      connection.commit();
      log.info("Made the role {} and granted it to {}", logins.platformRole(), logins.app());
    }
  }

  private String grant(Rights rights) {
    return grant(rights.version());
  }

  /** The option came with 16; before it, inheriting hangs on the member's own attribute. */
  private String grant(int version) {
    String app = quoted(logins.app().name());
    String platform = quoted(logins.platformRole());
    return version >= 160000
        ? "grant %s to %s with inherit false, set true;".formatted(platform, app)
        : "alter role %s noinherit; grant %s to %s;".formatted(app, platform, app);
  }

  private void refuseWrongMembership(Connection app, int version) throws SQLException {
    try (PreparedStatement query = app.prepareStatement(HOW_IT_STANDS_TO_THE_PLATFORM)) {
      query.setString(1, logins.platformRole());
      query.setString(2, version >= 160000 ? "SET" : "MEMBER");
      query.setString(3, logins.platformRole());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        if (row.getBoolean("inherits")) {
          throw membership(version, "inherits the rights of %s, and clubs would not be kept apart");
        }
        if (!row.getBoolean("may_become")) {
          throw membership(version, "may not take the role %s, which work across clubs needs");
        }
      }
    }
  }

  private StartRefused membership(int version, String what) {
    return new StartRefused(
        "HUB_DB_USER: the role %s %s. Run as administrator: %s"
            .formatted(logins.app(), what.formatted(logins.platformRole()), grant(version)));
  }

  private static String quoted(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
