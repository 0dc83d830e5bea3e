package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL that the hub brings along and runs in HUB_DATA: durable (fsync, synchronous
 * commit and full page writes on), on loopback only, by password only. One hub a folder. After a
 * {@code kill -9} of the hub, the server or both the next start recovers by itself.
 */
public final class EmbeddedDatabase implements HubDatabase {

  private final DataFolder folder;
  private final FolderLock lock;
  private final PostgresPrograms programs;
  private final DatabaseLogins logins;
  private final HubKey key;
  private final LoginName superuser;
  private final KeepServer keeper;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedDatabase(
      DataFolder folder, FolderLock lock, PostgresPrograms programs, int port, HubKey key) {
    DatabasePasswords passwords = DatabasePasswords.read(folder.passwords());
    this.folder = folder;
    this.lock = lock;
    this.programs = programs;
    this.key = key;
    this.logins = logins(port, passwords);
    this.superuser = new LoginName(MakeDatabase.SUPERUSER, passwords.superuser());
    this.keeper = new KeepServer(folder, programs, port);
  }

  /**
   * Starts it in this folder, making folder and database if they are not there.
   *
   * @param key the key set by HUB_SECRET_KEY; null takes the one kept in the folder
   * @throws StartRefused if another hub runs on the folder, it is of another PostgreSQL version or
   *     another user, or the server can't start
   */
  public static EmbeddedDatabase start(Path data, @Nullable HubKey key) {
    DataFolder folder = DataFolder.open(data);
    FolderLock lock = FolderLock.take(folder);
    try {
      return start(folder, lock, key);
    } catch (RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  private static EmbeddedDatabase start(
      DataFolder folder, FolderLock lock, @Nullable HubKey given) {
    HubKey key = given != null ? given : new KeyFile(folder).readOrMake();
    refuseForeignOwner(folder);
    UnpackPrograms unpack = new UnpackPrograms(folder);
    PostgresPrograms programs = unpack.unpack();
    EndPostmaster end = new EndPostmaster(programs);
    end.leftOn(folder.pg());
    MakeDatabase make = new MakeDatabase(folder, programs);
    make.forgetDrafts();
    if (!folder.hasDatabase()) {
      make.make();
    }
    refuseOtherVersion(folder, programs);
    unpack.forgetOthers(programs);
    int port = new StartPostmaster(programs, folder.serverLog()).on(folder.pg());
    EmbeddedDatabase database = new EmbeddedDatabase(folder, lock, programs, port, key);
    database.keeper.start();
    return database;
  }

  /** The logins of the embedded database that a running hub has open, empty if none runs. */
  public static Optional<DatabaseLogins> ofRunningHub(Path data) {
    if (!Files.exists(data.resolve("hub.lock"))) {
      return Optional.empty();
    }
    DataFolder folder = DataFolder.open(data);
    Optional<FolderLock> free = FolderLock.tryTake(folder);
    if (free.isPresent()) {
      free.get().close();
      return Optional.empty();
    }
    return PostmasterFile.read(folder.pg())
        .filter(file -> file.port() > 0 && file.isServerOf(folder.pg()))
        .map(file -> logins(file.port(), DatabasePasswords.read(folder.passwords())));
  }

  /** The key of this folder while a hub runs on it. */
  public static HubKey keyOf(Path data, @Nullable HubKey given) {
    return given != null ? given : new KeyFile(DataFolder.open(data)).readOrMake();
  }

  /** Takes over the key that came with a backup, unless the folder has one of its own. */
  public static void bringKey(Path data, Path keyFile) throws IOException {
    if (Files.exists(keyFile)) {
      new KeyFile(DataFolder.open(data)).bring(keyFile);
    }
  }

  private static void refuseForeignOwner(DataFolder folder) {
    if (!folder.hasDatabase()) {
      return;
    }
    try {
      int owner = (Integer) Files.getAttribute(folder.pg(), "unix:uid");
      int me = folder.myself();
      if (owner != me) {
        throw new StartRefused(
            "HUB_DATA: "
                + folder.pg()
                + " belongs to the user with number "
                + owner
                + ", the hub runs as "
                + me
                + ". Start the hub as that user, or give it the folder: chown -R "
                + me
                + " "
                + folder.root());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void refuseOtherVersion(DataFolder folder, PostgresPrograms programs) {
    try {
      String there = Files.readString(folder.pg().resolve("PG_VERSION")).strip();
      String ours = programs.majorVersion();
      if (!there.equals(ours)) {
        throw new StartRefused(
            "HUB_DATA: the database in "
                + folder.pg()
                + " is of PostgreSQL "
                + there
                + ", this hub brings PostgreSQL "
                + ours
                + ". Make a backup with the hub that wrote it, then restore it into an empty"
                + " HUB_DATA with this one.");
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static DatabaseLogins logins(int port, DatabasePasswords passwords) {
    return new DatabaseLogins(
        url(port, MakeDatabase.DATABASE),
        new LoginName(MakeDatabase.OWNER, passwords.owner()),
        new LoginName(MakeDatabase.APP, passwords.app()),
        DatabaseLogins.PLATFORM_ROLE);
  }

  @Override
  public DatabaseLogins logins() {
    return logins;
  }

  @Override
  public HubKey key() {
    return key;
  }

  /** For tests and repair only. */
  LoginName superuser() {
    return superuser;
  }

  @Override
  public String describe() {
    return "embedded PostgreSQL in " + folder.pg() + " (" + logins.jdbcUrl() + ")";
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      keeper.close();
      try {
        new EndPostmaster(programs).of(folder.pg());
      } finally {
        lock.close();
      }
    }
  }
}
