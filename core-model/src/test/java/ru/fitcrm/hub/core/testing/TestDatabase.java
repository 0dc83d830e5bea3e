package ru.fitcrm.hub.core.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubTransactions;

/**
 * A migrated database of its own, with the roles of production: owner, app (which sees one club at
 * a time) and platform. The server is started once a JVM; a database is cloned from a template.
 */
public final class TestDatabase implements AutoCloseable {

  private static final String PASSWORD = "test";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name;
  private final HikariDataSource dataSource;
  private final ClubTransactions transactions;

  private TestDatabase(String name) {
    this.name = name;
    this.dataSource = pool(name);
    this.transactions = new ClubTransactions(dataSource, "hub_platform");
  }

  /** A fresh database with the schema and no rows. */
  public static TestDatabase create() {
    String name = "hub_" + NUMBER.incrementAndGet();
    Server.administer("create database " + name + " template hub owner hub_owner");
    return new TestDatabase(name);
  }

  public HikariDataSource dataSource() {
    return dataSource;
  }

  public ClubTransactions transactions() {
    return transactions;
  }

  public ClubGate gate() {
    return new ClubGate(transactions);
  }

  public String jdbcUrl() {
    return Server.url(name);
  }

  /** Login and password of the app role. */
  public String user() {
    return "hub_app";
  }

  public String password() {
    return PASSWORD;
  }

  /** An outage: whoever is in is thrown out, and nobody is let in. */
  public void cutOff() {
    Server.administer("alter database " + name + " with allow_connections false");
    Server.administer(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  /** Ends the outage. */
  public void letIn() {
    Server.administer("alter database " + name + " with allow_connections true");
  }

  @Override
  public void close() {
    dataSource.close();
    Server.administer("drop database " + name + " with (force)");
  }

  private static HikariDataSource pool(String name) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(Server.url(name));
    config.setUsername("hub_app");
    config.setPassword(PASSWORD);
    config.setMaximumPoolSize(10);
    // Most tests need one or two; opening ten for each takes longer than the test.
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  /** Started at the first use, ended with the JVM. */
  private static final class Server {

    private static final EmbeddedPostgres POSTGRES = start();

    static String url(String database) {
      return "jdbc:postgresql://localhost:" + POSTGRES.getPort() + "/" + database;
    }

    static synchronized void administer(String sql) {
      try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
        bootstrap(postgres);
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void bootstrap(EmbeddedPostgres postgres) throws IOException {
      String script = resource("/db/bootstrap.sql");
      Map<String, String> values =
          Map.of(
              "owner", "hub_owner",
              "app", "hub_app",
              "platform", "hub_platform",
              "database", "hub",
              "ownerPassword", PASSWORD,
              "appPassword", PASSWORD);
      for (Map.Entry<String, String> value : values.entrySet()) {
        script = script.replace("${" + value.getKey() + "}", value.getValue());
      }
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        for (String command : script.replaceAll("(?m)^--.*$", "").split(";")) {
          if (!command.isBlank()) {
            statement.execute(command);
          }
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      Flyway.configure()
          .dataSource(
              "jdbc:postgresql://localhost:" + postgres.getPort() + "/hub", "hub_owner", PASSWORD)
          .placeholders(Map.of("app", "hub_app", "platform", "hub_platform"))
          .load()
          .migrate();
    }

    private static String resource(String path) throws IOException {
      try (InputStream in = TestDatabase.class.getResourceAsStream(path)) {
        if (in == null) {
          throw new IOException(path + " is not on the class path");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
