package ru.fitcrm.hub.config.start;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Puts PostgreSQL's programs from the jar into HUB_DATA. Done here and not by zonky, whose
 * unpacking never succeeds again once it was killed half way: here a folder has its name only when
 * complete.
 */
final class UnpackPrograms {

  private final DataFolder folder;

  UnpackPrograms(DataFolder folder) {
    this.folder = folder;
  }

  PostgresPrograms unpack() {
    try {
      byte[] archive = archive();
      Path home = folder.programs().resolve(name(archive));
      if (!Files.isDirectory(home)) {
        Path draft = home.resolveSibling(home.getFileName() + ".new");
        deleteTree(draft);
        Files.createDirectories(draft);
        extract(archive, draft);
        Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
      }
      return new PostgresPrograms(home, folder.myself() == 0);
    } catch (IOException full) {
      throw new StartRefused(
          "HUB_DATA: PostgreSQL's programs can't be unpacked into "
              + folder.programs()
              + " ("
              + full.getMessage()
              + "). Free 500 MB of disk and allow writing, then start again.",
          full);
    }
  }

  /** Programs of earlier versions; only to be called when nothing runs on them any more. */
  void forgetOthers(PostgresPrograms current) {
    try (Stream<Path> homes = Files.list(folder.programs())) {
      for (Path home : homes.filter(home -> !home.equals(current.home())).toList()) {
        deleteTree(home);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static byte[] archive() throws IOException {
    String machine = System.getProperty("os.arch");
    String asZonky = machine.equals("amd64") ? "x86_64" : machine;
    try (InputStream stream =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            System.getProperty("os.name"), asZonky)) {
      return stream.readAllBytes();
    } catch (IllegalStateException none) {
      throw new StartRefused(
          "HUB_DB_URL: the hub brings no PostgreSQL for this machine ("
              + System.getProperty("os.name")
              + " "
              + machine
              + "). Set HUB_DB_URL, HUB_DB_USER and HUB_DB_PASSWORD of a PostgreSQL 15+.",
          none);
    }
  }

  private static String name(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return "postgresql-" + HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void extract(byte[] archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BufferedInputStream(
                new XZInputStream(new ByteArrayInputStream(archive)), 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        extract(entry, tar, target.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void extract(TarArchiveEntry entry, InputStream content, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(file.getParent());
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.createDirectories(file.getParent());
      Files.copy(content, file);
      if ((entry.getMode() & 0100) != 0) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /** Deletes a folder and all in it; nothing if it is not there. */
  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
