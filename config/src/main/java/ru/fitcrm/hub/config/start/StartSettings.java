package ru.fitcrm.hub.config.start;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the hub is told before it starts. Looked up as system property, then environment variable,
 * then in the properties file that {@code HUB_CONFIG} names (default {@code ./hub.properties}, if
 * there); a blank value counts as not given.
 *
 * @param port HUB_PORT, of the console and the API, default 8080; 0 takes a free one
 * @param database HUB_DB_URL, _USER, _PASSWORD and, where migrations run as another login,
 *     HUB_DB_OWNER_USER, _PASSWORD; null means the embedded PostgreSQL in {@code data}
 * @param data HUB_DATA, default {@code ./data}
 * @param adminEmail HUB_ADMIN_EMAIL, first start only
 * @param adminPassword HUB_ADMIN_PASSWORD, first start only
 * @param adminApiKey HUB_ADMIN_API_KEY, first start only
 * @param secretKey HUB_SECRET_KEY; null only with the embedded database, which keeps one in {@code
 *     data/secret.key}
 * @param demo HUB_DEMO, default false
 * @param retrySchedule HUB_RETRY_SCHEDULE, waits before each attempt, seconds with commas
 * @param allowTargets HUB_ALLOW_TARGETS, CIDRs that webhooks may dial although private
 * @param warnings lines to show at start, for example of unknown HUB_ names
 */
public record StartSettings(
    int port,
    @Nullable DatabaseLogins database,
    Path data,
    @Nullable String adminEmail,
    @Nullable String adminPassword,
    @Nullable String adminApiKey,
    @Nullable HubKey secretKey,
    boolean demo,
    List<Duration> retrySchedule,
    List<String> allowTargets,
    List<String> warnings) {

  public StartSettings {
    retrySchedule = List.copyOf(retrySchedule);
    allowTargets = List.copyOf(allowTargets);
    warnings = List.copyOf(warnings);
  }

  /**
   * The settings of this process.
   *
   * @throws StartRefused with a line for every missing or wrong setting
   */
  public static StartSettings read() {
    return read(System.getProperties(), System.getenv());
  }

  /** As {@link #read()}, from these. */
  public static StartSettings read(Properties system, Map<String, String> environment) {
    return new ReadSettings(SettingSources.of(system, environment)).read();
  }

  @Override
  public String toString() {
    return "StartSettings[port=" + port + ", database=" + database + ", data=" + data + "]";
  }
}
