package ru.fitcrm.hub.config.start;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * How the hub reaches its database.
 *
 * @param jdbcUrl for example {@code jdbc:postgresql://127.0.0.1:5432/hub}
 * @param owner owns the tables and runs the migrations; may be the app login itself
 * @param app what the hub works with: no superuser, no BYPASSRLS
 * @param platformRole role taken by {@code SET LOCAL ROLE} for work across clubs
 */
public record DatabaseLogins(String jdbcUrl, LoginName owner, LoginName app, String platformRole) {

  /** One role for a whole server, so its name is fixed. */
  public static final String PLATFORM_ROLE = "hub_platform";

  /** A new connection as the owner; the caller closes it. */
  public Connection asOwner() throws SQLException {
    return connect(owner);
  }

  /** A new connection as the app login; the caller closes it. */
  public Connection asApp() throws SQLException {
    return connect(app);
  }

  private Connection connect(LoginName login) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.name());
    properties.setProperty("password", login.password());
    properties.setProperty("ApplicationName", "fitcrm-hub");
    properties.setProperty("connectTimeout", "10");
    return DriverManager.getConnection(jdbcUrl, properties);
  }
}
