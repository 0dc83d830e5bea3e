package ru.fitcrm.hub.config.start;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The migrations, run as the owner. Placeholders in the SQL: {@code ${owner}}, {@code ${app}},
 * {@code ${platform}}.
 */
public final class MigrateDatabase {

  public static final String LOCATION = "classpath:db/migration";

  private final DatabaseLogins logins;
  private final String location;

  /** Before PostgreSQL 16 a login that inherits nothing does not even inherit being the owner. */
  private static final String OWN_SCHEMA =
      """
      do $$ begin
        if not has_schema_privilege('public', 'create') then
          set role pg_database_owner;
          execute format('grant all on schema public to %I', session_user);
          reset role;
        end if;
      end $$""";

  public MigrateDatabase(DatabaseLogins logins) {
    this(logins, LOCATION);
  }

  public MigrateDatabase(DatabaseLogins logins, String location) {
    this.logins = logins;
    this.location = location;
  }

  /** Flyway set up and not yet run. */
  public Flyway flyway() {
    return configuration().load();
  }

  /** To this version and no further; null is as far as it goes. */
  public void upTo(@Nullable String version) {
    FluentConfiguration configuration = configuration();
    if (version != null) {
      configuration.target(MigrationVersion.fromVersion(version));
    }
    configuration.load().migrate();
  }

  /** Drops all tables. Only for what a restore that was broken off left. */
  public void clean() {
    configuration().cleanDisabled(false).load().clean();
  }

  private FluentConfiguration configuration() {
    return Flyway.configure()
        .dataSource(logins.jdbcUrl(), logins.owner().name(), logins.owner().password())
        .initSql(OWN_SCHEMA)
        .locations(location)
        .placeholders(
            Map.of(
                "owner", logins.owner().name(),
                "app", logins.app().name(),
                "platform", logins.platformRole()));
  }
}
