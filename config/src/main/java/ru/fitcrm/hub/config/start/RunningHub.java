package ru.fitcrm.hub.config.start;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A started hub. Closing ends the context first and the database after it; at the end of the
 * process both happen by themselves, in that order.
 */
public final class RunningHub implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final Runnable closeDatabase;

  RunningHub(ConfigurableApplicationContext context, Runnable closeDatabase) {
    this.context = context;
    this.closeDatabase = closeDatabase;
  }

  public ConfigurableApplicationContext context() {
    return context;
  }

  /** Port of the console and the API. */
  public int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  @Override
  public void close() {
    try {
      context.close();
    } finally {
      closeDatabase.run();
    }
  }
}
