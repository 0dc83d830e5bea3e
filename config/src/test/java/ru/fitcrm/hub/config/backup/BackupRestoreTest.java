package ru.fitcrm.hub.config.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.fitcrm.hub.config.start.DatabaseLogins;
import ru.fitcrm.hub.config.start.EmbeddedDatabase;
import ru.fitcrm.hub.config.start.HubFolders;
import ru.fitcrm.hub.config.start.HubKey;
import ru.fitcrm.hub.config.start.MigrateDatabase;
import ru.fitcrm.hub.config.start.StartRefused;
import ru.fitcrm.hub.config.start.StartSettings;
import ru.fitcrm.hub.config.start.UnfinishedRestore;

class BackupRestoreTest {

  private static final String MIGRATIONS = "classpath:db/test-migration";
  private static final HubKey KEY = HubKey.random();

  private static final List<String> EVERYTHING =
      List.of(
          "select id, name, parent_id, colour from club order by id",
          "select id, club_id, name, name_lower, extra, encode(secret, 'hex'), first_card_id"
              + " from client order by id",
          "select * from card order by id",
          "select tableoid::regclass, club_id, id, at, key from event order by id");

  @TempDir private static Path folders;
  private static EmbeddedDatabase from;
  private static EmbeddedDatabase into;

  @TempDir private Path temp;
  private Path folder;
  private final List<String> said = new ArrayList<>();

  @BeforeAll
  static void fill() throws Exception {
    from = EmbeddedDatabase.start(HubFolders.copyTo(folders.resolve("from")), KEY);
    into = EmbeddedDatabase.start(HubFolders.copyTo(folders.resolve("into")), KEY);
    new MigrateDatabase(from.logins(), MIGRATIONS).upTo(null);
    run(
        from.logins(),
        """
        insert into club values (2, 'Клуб «Ёлка»', 3, 'красный'), (3, E'tab\\tand\\nline', null, 'none');
        create table event_2026_11 partition of event
          for values from ('2026-11-01+00') to ('2026-12-01+00');
        insert into event (club_id, at, key) values
          (2, '2026-10-05+00', 'old'), (3, '2026-11-05+00', 'made at run time');
        """);
    runAsPlatform(
        from.logins(),
        """
        insert into client (club_id, name, extra, secret) values
          (2, 'Пётр Ильич', '{"tags": ["сон", "\\\\\\\\"]}', '\\x00ff10'), (3, null, null, null)
        """);
    run(from.logins(), "insert into card (client_id, note) values (1, 'позвонить')");
    runAsPlatform(from.logins(), "update client set first_card_id = 1 where id = 1");
  }

  @AfterAll
  static void stop() {
    from.close();
    into.close();
  }

  @BeforeEach
  void emptyTarget() throws SQLException {
    folder = temp.resolve("backup");
    run(
        into.logins(),
        """
        drop schema if exists hub_restore_unfinished;
        """);
    new MigrateDatabase(into.logins(), MIGRATIONS).clean();
  }

  @Test
  void everyRowOfEveryClubComesBackWithSequencesAndGuards() throws Exception {
    backup();
    restore(MIGRATIONS);
    for (String query : EVERYTHING) {
      assertThat(asPlatform(into.logins(), query))
          .as(query)
          .isEqualTo(asPlatform(from.logins(), query))
          .isNotEmpty();
    }
    runAsPlatform(into.logins(), "insert into client (club_id, name) values (2, 'следующий')");
    assertThat(asPlatform(into.logins(), "select max(id) from client")).containsExactly("3");
    assertThat(query(into.logins(), "select count(*) from client")).containsExactly("0");
    assertThat(query(into.logins(), "select count(*) from pg_constraint where contype = 'f'"))
        .isEqualTo(query(from.logins(), "select count(*) from pg_constraint where contype = 'f'"));
    assertThat(query(into.logins(), "select tgenabled from pg_trigger where tgname = 'shout'"))
        .containsExactly("O");
    assertThat(said).anyMatch(line -> line.equals("client: 2 rows"));
  }

  @Test
  void anOlderBackupIsMigratedOnwardAfterTheLoad() throws Exception {
    backup();
    restore("classpath:db/test-migration-next");
    assertThat(query(into.logins(), "select distinct replace(later, ' ', '-') from club"))
        .containsExactly("came-later");
  }

  @Test
  void aDamagedFileIsRefusedBeforeAnythingIsTouched() throws Exception {
    backup();
    Path file = folder.resolve("club.copy.gz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    refused("damaged");
    assertThat(query(into.logins(), "select count(*) from pg_tables where schemaname = 'public'"))
        .containsExactly("0");
  }

  @Test
  void aDatabaseWithTablesIsNotOverwritten() throws Exception {
    backup();
    run(into.logins(), "create table mine as select 1 as one");
    refused("not empty");
    assertThat(query(into.logins(), "select one from mine")).containsExactly("1");
  }

  @Test
  void aBackupBrokenOffIsNone() throws Exception {
    backup();
    Files.delete(folder.resolve(BackupManifest.FILE));
    refused("no finished backup");
  }

  @Test
  void aRestoreBrokenOffIsBegunAnew() throws Exception {
    backup();
    try (Connection owner = into.logins().asOwner()) {
      UnfinishedRestore.mark(owner);
    }
    new MigrateDatabase(into.logins(), MIGRATIONS).upTo("1");
    restore(MIGRATIONS);
    assertThat(query(into.logins(), "select count(*) from club")).containsExactly("3");
    try (Connection owner = into.logins().asOwner()) {
      assertThat(UnfinishedRestore.marked(owner)).isFalse();
    }
  }

  @Test
  void aBackupOfANewerHubIsRefused() throws Exception {
    backup();
    Path manifest = folder.resolve(BackupManifest.FILE);
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"schemaVersion\" : \"2\"", "\"schemaVersion\" : \"9\""));
    refused("version 9");
  }

  @Test
  void theSecretKeyIsInItOnlyWhenAskedFor() throws Exception {
    backup();
    assertThat(folder.resolve("secret.key")).doesNotExist();
    assertThat(said).anyMatch(line -> line.contains("HUB_SECRET_KEY"));
    Path second = temp.resolve("with-key");
    new BackupDatabase(from.logins(), KEY, InstantSource.system(), said::add).to(second, true);
    assertThat(HubKey.parse(Files.readString(second.resolve("secret.key")))).contains(KEY);
    try (Stream<Path> files = Files.list(second)) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void theCommandBacksUpBesideARunningHub() throws Exception {
    Properties given = new Properties();
    given.setProperty("HUB_DATA", folders.resolve("from").toString());
    given.setProperty("HUB_SECRET_KEY", KEY.base64());
    StartSettings settings = StartSettings.read(given, Map.of());
    new BackupCommands(settings, InstantSource.system(), said::add).backup(folder, false);
    restore(MIGRATIONS);
    assertThat(query(into.logins(), "select count(*) from club")).containsExactly("3");
    assertThatThrownBy(
            () -> new BackupCommands(settings, InstantSource.system(), said::add).restore(folder))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("another hub is running");
  }

  @Test
  void anUsedFolderIsNotWrittenTo() throws Exception {
    backup();
    assertThatThrownBy(this::backup)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("not empty");
  }

  private void backup() throws IOException, SQLException {
    new BackupDatabase(from.logins(), KEY, InstantSource.system(), said::add).to(folder, false);
  }

  private void restore(String migrations) throws IOException, SQLException {
    new RestoreDatabase(into.logins(), KEY, migrations, said::add).from(folder);
  }

  private void refused(String why) {
    assertThatThrownBy(() -> restore(MIGRATIONS))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(why);
  }

  private static void run(DatabaseLogins logins, String sql) throws SQLException {
    try (Connection connection = logins.asOwner();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void runAsPlatform(DatabaseLogins logins, String sql) throws SQLException {
    run(logins, "set role hub_platform; " + sql);
  }

  private static List<String> asPlatform(DatabaseLogins logins, String sql) throws SQLException {
    try (Connection connection = logins.asApp();
        Statement statement = connection.createStatement()) {
      statement.execute("set role hub_platform");
      return rows(statement, sql);
    }
  }

  private static List<String> query(DatabaseLogins logins, String sql) throws SQLException {
    try (Connection connection = logins.asOwner();
        Statement statement = connection.createStatement()) {
      return rows(statement, sql);
    }
  }

  private static List<String> rows(Statement statement, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery("select q::text from (" + sql + ") q")) {
      while (row.next()) {
        rows.add(row.getString(1).replaceAll("^\\((.*)\\)$", "$1"));
      }
    }
    return rows;
  }
}
