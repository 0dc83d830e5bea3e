package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says of the server of a database folder.
 *
 * @param pid its process number
 * @param port where it listens, 0 while not known
 */
record PostmasterFile(long pid, int port) {

  /** No process of Linux has it, and PostgreSQL takes it for a dead one. */
  private static final long NOBODY = Integer.MAX_VALUE - 1L;

  static Optional<PostmasterFile> read(Path pg) {
    List<String> lines = lines(pg);
    try {
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      long pid = Math.abs(Long.parseLong(lines.get(0).strip()));
      int port = lines.size() < 4 ? 0 : Integer.parseInt(lines.get(3).strip());
      return Optional.of(new PostmasterFile(pid, port));
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    }
  }

  /** Whether that process lives and is the PostgreSQL server of this very folder. */
  boolean isServerOf(Path pg) {
    try {
      String[] words =
          Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).split("\0", -1);
      return words[0].endsWith("postgres") && List.of(words).contains(pg.toString());
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * Lets a stale file no longer block the start when its number now belongs to a process that is
   * not ours. The rest of the file stays: by it PostgreSQL makes sure that no old worker still has
   * the shared memory.
   */
  static void disown(Path pg) {
    List<String> lines = new ArrayList<>(lines(pg));
    if (lines.isEmpty()) {
      return;
    }
    lines.set(0, Long.toString(NOBODY));
    try {
      Files.write(pg.resolve("postmaster.pid"), lines, StandardCharsets.US_ASCII);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static List<String> lines(Path pg) {
    try {
      return Files.readAllLines(pg.resolve("postmaster.pid"), StandardCharsets.UTF_8);
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
