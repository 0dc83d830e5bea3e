package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One hub a folder. The kernel frees the lock of a killed one. */
final class FolderLock implements AutoCloseable {

  /**
   * Kept beside the file lock: closing any second channel on the file would free the lock of the
   * whole process, so a second one must never be opened.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static FolderLock take(DataFolder folder) {
    return tryTake(folder)
        .orElseThrow(
            () ->
                new StartRefused(
                    "HUB_DATA: another hub is running on "
                        + folder.root()
                        + ". Stop it first, or set HUB_DATA to another folder."));
  }

  /** The lock, empty while another holds it. */
  static Optional<FolderLock> tryTake(DataFolder folder) {
    Path file = folder.lock();
    if (!HELD_HERE.add(file)) {
      return Optional.empty();
    }
    FolderLock taken = null;
    try {
      taken = open(file);
      return Optional.ofNullable(taken);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      if (taken == null) {
        HELD_HERE.remove(file);
      }
    }
  }

  private static @Nullable FolderLock open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return null;
    }
    return new FolderLock(file, channel);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
