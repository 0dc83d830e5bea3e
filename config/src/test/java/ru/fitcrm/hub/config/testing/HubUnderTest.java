package ru.fitcrm.hub.config.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.start.DatabaseLogins;
import ru.fitcrm.hub.config.start.HubKey;
import ru.fitcrm.hub.config.start.LoginName;
import ru.fitcrm.hub.config.start.RunningHub;
import ru.fitcrm.hub.config.start.StartHub;
import ru.fitcrm.hub.config.start.StartSettings;
import ru.fitcrm.hub.core.testing.TestDatabase;

/**
 * The hub as it runs in production, on a fresh {@link TestDatabase} and a free port, with one more
 * kind of connection, {@code test}. One is shared by all tests of a JVM: give each test a club of
 * its own.
 */
public final class HubUnderTest implements AutoCloseable {

  public static final String ADMIN_EMAIL = "admin@hub.test";
  public static final String ADMIN_PASSWORD = "admin-password-of-tests";
  public static final String ADMIN_KEY = "hub_admin-key-of-tests-0123456789";

  private static @Nullable HubUnderTest shared;

  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  private final TestDatabase database;
  private final RunningHub hub;

  private HubUnderTest(TestDatabase database) {
    this.database = database;
    this.hub = new StartHub(TestProgram.class).start(settings(database));
  }

  /** The one of this JVM, started at the first call and ended after the last test. */
  public static synchronized HubUnderTest shared() {
    HubUnderTest hub = shared;
    if (hub == null) {
      hub = start();
      shared = hub;
    }
    return hub;
  }

  static synchronized void endShared() {
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  /** One of the test's own; the caller closes it. */
  public static HubUnderTest start() {
    return new HubUnderTest(TestDatabase.create());
  }

  /** For example {@code http://localhost:40123}, without a slash at the end. */
  public String baseUrl() {
    return "http://localhost:" + hub.port();
  }

  public int port() {
    return hub.port();
  }

  /** A bean of the hub's. */
  public <T> T get(Class<T> type) {
    return hub.context().getBean(type);
  }

  public TestDatabase database() {
    return database;
  }

  /** Speaks to this hub with the superadmin's key. */
  public ApiCaller admin() {
    return new ApiCaller(baseUrl(), ADMIN_KEY);
  }

  /** Speaks to this hub with another key. */
  public ApiCaller with(String key) {
    return new ApiCaller(baseUrl(), key);
  }

  @Override
  public void close() {
    hub.close();
    database.close();
  }

  private static StartSettings settings(TestDatabase database) {
    LoginName app = new LoginName(database.user(), database.password());
    LoginName owner = new LoginName("hub_owner", database.password());
    return new StartSettings(
        0,
        new DatabaseLogins(database.jdbcUrl(), owner, app, DatabaseLogins.PLATFORM_ROLE),
        Path.of("target", "hub-under-test"),
        ADMIN_EMAIL,
        ADMIN_PASSWORD,
        ADMIN_KEY,
        new HubKey("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        false,
        List.of(Duration.ZERO, Duration.ofSeconds(5)),
        List.of("127.0.0.0/8"),
        List.of());
  }
}
