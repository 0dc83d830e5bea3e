package ru.fitcrm.hub.config.start;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The pool the hub works with. Who gets it gets a database that is checked and migrated: there is
 * no other way to it.
 */
@Configuration(proxyBeanMethods = false)
class HubDataSource {

  private static final int CONNECTIONS = 20;

  @Bean
  Flyway flyway(
      DatabaseLogins logins,
      @Value("${hub.migrations:" + MigrateDatabase.LOCATION + "}") String location) {
    return new MigrateDatabase(logins, location).flyway();
  }

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(DatabaseLogins logins, Flyway flyway) throws SQLException {
    new CheckLogin(logins).check();
    new UnfinishedRestore(logins).refuse();
    flyway.migrate();
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("hub");
    pool.setJdbcUrl(logins.jdbcUrl());
    pool.setUsername(logins.app().name());
    pool.setPassword(logins.app().password());
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.addDataSourceProperty("ApplicationName", "fitcrm-hub");
    // Details of errors quote values: a phone would reach a log with the exception.
    pool.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(pool);
  }
}
