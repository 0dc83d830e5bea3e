package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The folder HUB_DATA and what stands where in it. */
record DataFolder(Path root) {

  private static final String DRAFT = "pg.new.";

  /** The folder, made if it was not there. */
  static DataFolder open(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      DataFolder folder = new DataFolder(path.toRealPath());
      folder.myself();
      return folder;
    } catch (IOException denied) {
      throw new StartRefused(
          "HUB_DATA: the folder "
              + path
              + " can't be made or written ("
              + denied.getClass().getSimpleName()
              + "). Name a folder this user may write to.",
          denied);
    }
  }

  Path lock() {
    return root.resolve("hub.lock");
  }

  Path pg() {
    return root.resolve("pg");
  }

  /**
   * A database being made; becomes {@link #pg()} by a rename once complete. A new name each time:
   * programs of a killed start may still be writing into theirs.
   */
  Path newDraft() {
    return root.resolve(DRAFT + UUID.randomUUID());
  }

  /** What killed first starts left. */
  List<Path> drafts() throws IOException {
    try (Stream<Path> children = Files.list(root)) {
      return children
          .filter(path -> path.toString().startsWith(root.resolve(DRAFT).toString()))
          .toList();
    }
  }

  Path programs() {
    return root.resolve("bin");
  }

  Path serverLog() {
    return root.resolve("pg.log");
  }

  Path passwords() {
    return root.resolve("database.properties");
  }

  Path secretKey() {
    return root.resolve("secret.key");
  }

  boolean hasDatabase() {
    return Files.exists(pg().resolve("PG_VERSION"));
  }

  /** Number of the user this process runs as, learnt from a file it makes. */
  int myself() throws IOException {
    Path probe = Files.createTempFile(root, "probe", ".tmp");
    try {
      return (Integer) Files.getAttribute(probe, "unix:uid");
    } finally {
      Files.delete(probe);
    }
  }
}
