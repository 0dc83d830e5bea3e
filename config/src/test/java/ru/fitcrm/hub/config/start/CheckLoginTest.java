package ru.fitcrm.hub.config.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckLoginTest {

  @TempDir private static Path temp;
  private static EmbeddedDatabase server;
  private static final LoginName LOGIN = new LoginName("tested", "word");

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedDatabase.start(HubFolders.copyTo(temp.resolve("data")), null);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeLogin() throws SQLException {
    asSuperuser("create role tested login noinherit password 'word'");
  }

  @AfterEach
  void dropLogin() throws SQLException {
    asSuperuser("reassign owned by tested to postgres; drop owned by tested; drop role tested");
  }

  @Test
  void aPlainLoginThatMayTakeThePlatformRolePasses() throws SQLException {
    asSuperuser("grant hub_platform to tested");
    assertThatCode(() -> check("hub_platform")).doesNotThrowAnyException();
  }

  @Test
  void aSuperuserIsRefusedWithTheSqlThatHelps() throws SQLException {
    asSuperuser("grant hub_platform to tested; alter role tested superuser");
    refused("alter role tested nosuperuser nobypassrls;", "hub_platform");
    asSuperuser("alter role tested nosuperuser nobypassrls;");
    assertThatCode(() -> check("hub_platform")).doesNotThrowAnyException();
  }

  @Test
  void aLoginThatBypassesRowLevelSecurityIsRefused() throws SQLException {
    asSuperuser("grant hub_platform to tested; alter role tested bypassrls");
    refused("BYPASSRLS", "hub_platform");
  }

  @Test
  void aLoginThatInheritsThePlatformsRightsIsRefusedUntilTheToldSqlIsRun() throws SQLException {
    asSuperuser("grant hub_platform to tested with inherit true");
    String fix = "grant hub_platform to tested with inherit false, set true;";
    refused(fix, "hub_platform");
    asSuperuser(fix);
    assertThatCode(() -> check("hub_platform")).doesNotThrowAnyException();
  }

  @Test
  void inheritingThroughAnotherRoleIsSeenToo() throws SQLException {
    asSuperuser(
        "create role between; grant hub_platform to between;"
            + " grant between to tested with inherit true");
    refused("inherits", "hub_platform");
    asSuperuser("drop role between");
  }

  @Test
  void aLoginThatMayNotTakeThePlatformRoleIsRefusedUntilTheToldSqlIsRun() throws SQLException {
    refused("may not take the role hub_platform", "hub_platform");
    asSuperuser("grant hub_platform to tested with inherit false, set false");
    refused("may not take the role hub_platform", "hub_platform");
    asSuperuser("grant hub_platform to tested with inherit false, set true;");
    assertThatCode(() -> check("hub_platform")).doesNotThrowAnyException();
  }

  @Test
  void aMissingPlatformRoleIsMadeByALoginThatMay() throws SQLException {
    refused("create role other_platform nologin", "other_platform");
    asSuperuser("alter role tested createrole");
    assertThatCode(() -> check("other_platform")).doesNotThrowAnyException();
    asSuperuser("drop role other_platform");
  }

  @Test
  void aServerOlderThanFifteenIsRefused() {
    assertThatThrownBy(() -> CheckLogin.refuseOldServer(140022))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("PostgreSQL 14");
    assertThatCode(() -> CheckLogin.refuseOldServer(150000)).doesNotThrowAnyException();
  }

  @Test
  void aWrongPasswordAndAnUnreachableServerNameTheirSetting() {
    DatabaseLogins right = logins("hub_platform");
    LoginName wrong = new LoginName("tested", "guess");
    assertThat(explained(new DatabaseLogins(right.jdbcUrl(), wrong, wrong, "hub_platform")))
        .startsWith("HUB_DB_PASSWORD: ")
        .doesNotContain("guess");
    String nowhere = "jdbc:postgresql://127.0.0.1:1/hub";
    assertThat(explained(new DatabaseLogins(nowhere, LOGIN, LOGIN, "hub_platform")))
        .startsWith("HUB_DB_URL: the database can't be reached");
    String missing = right.jdbcUrl().replaceFirst("hub$", "nosuch");
    assertThat(explained(new DatabaseLogins(missing, LOGIN, LOGIN, "hub_platform")))
        .startsWith("HUB_DB_URL: ")
        .contains("nosuch");
  }

  @Test
  void aHubDoesNotStartOnHalfARestore() throws SQLException {
    UnfinishedRestore restore = new UnfinishedRestore(server.logins());
    restore.refuse();
    try (Connection owner = server.logins().asOwner()) {
      UnfinishedRestore.mark(owner);
      assertThatThrownBy(restore::refuse).isInstanceOf(StartRefused.class);
      UnfinishedRestore.unmark(owner);
    }
    assertThatCode(restore::refuse).doesNotThrowAnyException();
  }

  private static String explained(DatabaseLogins logins) {
    try {
      new CheckLogin(logins).check();
      return "passed";
    } catch (SQLException failed) {
      return String.join("\n", ExplainFailure.lines(new IllegalStateException(failed)));
    }
  }

  private static void refused(String with, String platform) {
    assertThatThrownBy(() -> check(platform))
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused -> {
              assertThat(refused.lines()).hasSize(1);
              assertThat(refused.lines().get(0)).contains("tested").contains(with);
            });
  }

  private static void check(String platform) throws SQLException {
    new CheckLogin(logins(platform)).check();
  }

  private static DatabaseLogins logins(String platform) {
    return new DatabaseLogins(server.logins().jdbcUrl(), LOGIN, LOGIN, platform);
  }

  private static void asSuperuser(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                server.logins().jdbcUrl(),
                server.superuser().name(),
                server.superuser().password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
