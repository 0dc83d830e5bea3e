package ru.fitcrm.hub.config.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(1)
class EmbeddedDatabaseTest {

  @TempDir private Path temp;
  private Path data;

  @BeforeEach
  void findFolder() throws IOException {
    data = temp.toRealPath().resolve("data");
  }

  @Test
  void firstStartMakesRolesDatabaseKeyAndPrivateFiles() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data, null)) {
      assertThat(asApp(database, "select current_user")).isEqualTo("hub_app");
      assertThat(asApp(database, "select lower('ЖЁ') || current_setting('TimeZone')"))
          .isEqualTo("жёUTC");
      assertThat(database.key().bytes()).hasSize(HubKey.LENGTH);
      new CheckLogin(database.logins()).check();
    }
    for (String secret : List.of("secret.key", "database.properties")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
          .isEqualTo("rw-------");
    }
    assertThat(data.resolve("initdb.password")).doesNotExist();
    assertThat(new DataFolder(data).drafts()).isEmpty();
  }

  @Test
  void whatIsCommittedIsDurableAndOnlyAPasswordOpensIt() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(HubFolders.copyTo(data), null)) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(asApp(database, "show " + setting)).as(setting).isEqualTo("on");
      }
      assertThat(asApp(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      for (String user : List.of("postgres", "hub_owner", "hub_app")) {
        assertThatThrownBy(
                () -> DriverManager.getConnection(database.logins().jdbcUrl(), user, "guess"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password authentication failed");
      }
    }
  }

  @Test
  void restartKeepsRowsAndKey() throws Exception {
    HubFolders.copyTo(data);
    HubKey key;
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data, null)) {
      asOwner(database, "create table kept as select 'Ёлка' as word");
      key = database.key();
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data, null)) {
      assertThat(rows(database)).containsExactly("Ёлка");
      assertThat(database.key()).isEqualTo(key);
    }
  }

  @Test
  void aSecondHubOnTheFolderIsRefusedInOneLineAndHarmsNothing() throws Exception {
    HubFolders.copyTo(data);
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data, null)) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(data, null))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("another hub is running");
      String said = said(ChildHub.java(ChildHub.class.getName(), data.toString()));
      assertThat(said).contains("HUB_DATA: another hub is running on " + data);
      assertThat(asApp(database, "select 1")).isEqualTo("1");
      assertThat(EmbeddedDatabase.ofRunningHub(data))
          .hasValueSatisfying(
              logins -> assertThat(logins.jdbcUrl()).isEqualTo(database.logins().jdbcUrl()));
    }
    assertThat(EmbeddedDatabase.ofRunningHub(data)).isEmpty();
  }

  @Test
  void theServerThatAKilledHubLeftIsEndedAndItsRowsAreThere() throws Exception {
    Process child = ChildHub.ready(HubFolders.copyTo(data));
    long orphan = PostmasterFile.read(data.resolve("pg")).orElseThrow().pid();
    child.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(orphan)).isPresent();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data, null)) {
      assertThat(ProcessHandle.of(orphan)).isEmpty();
      assertThat(rows(database)).containsExactly("before the kill");
    }
  }

  @Test
  void hubAndServerKilledTogetherRecover() throws Exception {
    Process child = ChildHub.ready(HubFolders.copyTo(data));
    long server = PostmasterFile.read(data.resolve("pg")).orElseThrow().pid();
    child.destroyForcibly().waitFor();
    ProcessHandle.of(server).orElseThrow().destroyForcibly();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data, null)) {
      assertThat(rows(database)).containsExactly("before the kill");
    }
  }

  @Test
  void aStalePidThatNowIsAnotherProcessIsNeitherObeyedNorKilled() throws Exception {
    HubFolders.copyTo(data);
    Path pidFile = data.resolve("pg/postmaster.pid");
    List<String> lines;
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data, null)) {
      asOwner(database, "create table kept as select 'before' as word");
      lines = new ArrayList<>(Files.readAllLines(pidFile));
    }
    Process stranger = new ProcessBuilder("sleep", "600").start();
    lines.set(0, Long.toString(stranger.pid()));
    Files.write(pidFile, lines);
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data, null)) {
      assertThat(rows(database)).containsExactly("before");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aFirstStartKilledHalfWayIsBegunAnew() throws Exception {
    HubFolders.copyTo(data);
    Files.move(data.resolve("pg"), data.resolve("pg.new.killed"));
    Path programs = data.resolve("bin");
    Path half = programs.resolve(onlyName(programs) + ".new");
    Files.createDirectories(half.resolve("bin"));
    Files.writeString(half.resolve("bin/postgres"), "half");
    Files.createDirectory(data.resolve("pg"));
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data, null)) {
      assertThat(asApp(database, "select 1")).isEqualTo("1");
    }
    assertThat(data.resolve("pg.new.killed")).doesNotExist();
    assertThat(half).doesNotExist();
  }

  @Test
  @Tag("proof")
  void aFirstStartKilledAtAnyMomentIsBegunAnew() throws Exception {
    for (int millis = 200; millis < 5000; millis += 600) {
      Path folder = temp.toRealPath().resolve("killed-after-" + millis);
      Process child = ChildHub.java(ChildHub.class.getName(), folder.toString()).start();
      child.onExit().completeOnTimeout(child, millis, TimeUnit.MILLISECONDS).join();
      child.destroyForcibly().waitFor();
      try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, null)) {
        assertThat(asApp(database, "select 1")).as("after %s ms", millis).isEqualTo("1");
      }
    }
  }

  @Test
  void aFolderOfAnotherPostgresIsRefusedByNameOfBothVersions() throws Exception {
    HubFolders.copyTo(data);
    Files.writeString(data.resolve("pg/PG_VERSION"), "18\n");
    assertThatThrownBy(() -> EmbeddedDatabase.start(data, null))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("PostgreSQL 18")
        .hasMessageContaining("PostgreSQL 17")
        .hasMessageContaining("backup");
  }

  @Test
  void aLostKeyIsNotReplacedByANewOne() throws Exception {
    HubFolders.copyTo(data);
    Files.delete(data.resolve("secret.key"));
    assertThatThrownBy(() -> EmbeddedDatabase.start(data, null))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("HUB_SECRET_KEY: ");
  }

  @Test
  void aDamagedFolderIsRefusedAtOnceWithTheServersOwnWords() throws Exception {
    HubFolders.copyTo(data);
    Files.delete(data.resolve("pg/global/pg_control"));
    long before = System.nanoTime();
    assertThatThrownBy(() -> EmbeddedDatabase.start(data, null))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("could not");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }

  private static String onlyName(Path folder) throws IOException {
    try (var children = Files.list(folder)) {
      return children.findFirst().orElseThrow().getFileName().toString();
    }
  }

  private static String said(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }

  private static List<String> rows(EmbeddedDatabase database) throws SQLException {
    List<String> words = new ArrayList<>();
    try (Connection connection = database.logins().asOwner();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select word from kept")) {
      while (row.next()) {
        words.add(row.getString(1));
      }
    }
    return words;
  }

  private static void asOwner(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = database.logins().asOwner();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String asApp(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = database.logins().asApp();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
