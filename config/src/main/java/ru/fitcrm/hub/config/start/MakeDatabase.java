package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The very first start: makes the cluster, its roles and the database {@code hub} in a folder of
 * another name and renames it when all is there. So a start killed half way costs only its own
 * work.
 */
final class MakeDatabase {

  private static final Logger log = LoggerFactory.getLogger(MakeDatabase.class);

  static final String SUPERUSER = "postgres";
  static final String OWNER = "hub_owner";
  static final String APP = "hub_app";
  static final String DATABASE = "hub";

  private final DataFolder folder;
  private final PostgresPrograms programs;

  MakeDatabase(DataFolder folder, PostgresPrograms programs) {
    this.folder = folder;
    this.programs = programs;
  }

  void make() {
    log.info("First start: making the database in {}, this takes some seconds", folder.pg());
    Path draft = folder.newDraft();
    DatabasePasswords passwords = DatabasePasswords.random();
    try {
      passwords.write(folder.passwords());
      initialise(draft, passwords);
      bootstrap(draft, passwords);
      Files.move(draft, folder.pg(), StandardCopyOption.ATOMIC_MOVE);
      PrivateFile.forceFolder(folder.root());
    } catch (IOException | SQLException broken) {
      throw new StartRefused(
          "HUB_DATA: the database can't be made in "
              + folder.root()
              + " ("
              + broken.getMessage()
              + "). Free the disk, empty the folder pg if there is one, and start again.",
          broken);
    }
  }

  /** Clears what killed first starts left, as far as their programs have let go of it. */
  void forgetDrafts() {
    try {
      for (Path draft : folder.drafts()) {
        new EndPostmaster(programs).leftOn(draft);
        UnpackPrograms.deleteTree(draft);
      }
    } catch (IOException | UncheckedIOException stillWritten) {
      log.info("A killed first start is still ending; the next start clears the rest of it");
    }
  }

  /** Sorting by code point: what prefix search by ranges needs; lower() knows Cyrillic. */
  private void initialise(Path draft, DatabasePasswords passwords) throws IOException {
    Path password = folder.root().resolve("initdb.password");
    PrivateFile.write(password, passwords.superuser() + "\n");
    try {
      PostgresPrograms.Answer answer =
          programs.run(
              "initdb",
              "--pgdata=" + draft,
              "--username=" + SUPERUSER,
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--data-checksums");
      if (!answer.ok()) {
        refuse(answer.text());
      }
    } finally {
      Files.delete(password);
    }
    Files.writeString(
        draft.resolve("pg_hba.conf"),
        """
        # Passwords always, this machine only.
        host all all 127.0.0.1/32 scram-sha-256
        """);
  }

  private static void refuse(String said) throws IOException {
    if (said.contains("unshare")) {
      throw new StartRefused(StartPostmaster.userNamespaces(said));
    }
    throw new IOException(said.lines().reduce("", (first, last) -> last));
  }

  private void bootstrap(Path draft, DatabasePasswords passwords) throws IOException, SQLException {
    int port = new StartPostmaster(programs, folder.serverLog()).on(draft);
    try (Connection connection =
            DriverManager.getConnection(
                EmbeddedDatabase.url(port, "postgres"), SUPERUSER, passwords.superuser());
        Statement statement = connection.createStatement()) {
      for (String sql : statements(passwords)) {
        statement.execute(sql);
      }
    } finally {
      new EndPostmaster(programs).of(draft);
    }
  }

  private static List<String> statements(DatabasePasswords passwords) throws IOException {
    String script;
    try (InputStream stream = MakeDatabase.class.getResourceAsStream("/db/bootstrap.sql")) {
      if (stream == null) {
        throw new IOException("db/bootstrap.sql is not in the program");
      }
      script = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    String uncommented =
        script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    String filled =
        uncommented
            .replace("${owner}", OWNER)
            .replace("${app}", APP)
            .replace("${platform}", DatabaseLogins.PLATFORM_ROLE)
            .replace("${database}", DATABASE)
            .replace("${ownerPassword}", passwords.owner())
            .replace("${appPassword}", passwords.app());
    return Arrays.stream(filled.split(";\\s*(\n|$)")).filter(sql -> !sql.isBlank()).toList();
  }
}
