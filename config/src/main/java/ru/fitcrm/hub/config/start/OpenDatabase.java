package ru.fitcrm.hub.config.start;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Opens the database when logging works and before any bean is made, and hands the beans {@link
 * StartSettings}, {@link DatabaseLogins}, {@link HubKey} and {@link HubDatabase} to the context.
 */
final class OpenDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private final StartSettings settings;
  private @Nullable HubDatabase opened;

  OpenDatabase(StartSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    HubDatabase database = HubDatabase.open(settings);
    opened = database;
    var beans = context.getBeanFactory();
    beans.registerSingleton("startSettings", settings);
    beans.registerSingleton("databaseLogins", database.logins());
    beans.registerSingleton("hubKey", database.key());
    // Registered as a singleton by hand, so the context never closes it: it goes after the context.
    beans.registerSingleton("hubDatabase", database);
  }

  void close() {
    HubDatabase database = opened;
    if (database != null) {
      database.close();
    }
  }
}
