package ru.fitcrm.hub.core.sync;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a system's pages and their rows; the next one, if wanted, while the one before is written.
 * Never more than one ahead, so what it holds is bounded. One thread at a time.
 */
final class ReadAhead implements AutoCloseable {

  private final ClubSystem system;
  private final Function<Packet, SiftedPacket> reader;
  private @Nullable Coming coming;

  ReadAhead(ClubSystem system, Function<Packet, SiftedPacket> reader) {
    this.system = system;
    this.reader = reader;
  }

  /**
   * What the system answered.
   *
   * @param rows of the page, null without one
   */
  record Read(ClubSystem.Reading reading, @Nullable SiftedPacket rows) {

    SiftedPacket page() {
      return Objects.requireNonNull(rows, "there is no page");
    }
  }

  private record Coming(
      ClubSystem.Mode mode, @Nullable String position, CompletableFuture<Read> read) {}

  /** The answer for this position, waited for if it is not there yet. */
  Read next(ClubSystem.Mode mode, @Nullable String position) {
    Coming ahead = coming;
    coming = null;
    if (ahead == null) {
      return read(mode, position);
    }
    if (ahead.mode() == mode && Objects.equals(ahead.position(), position)) {
      return await(ahead.read());
    }
    settle(ahead);
    return read(mode, position);
  }

  /** Begins to read; the system's trouble, too, comes with {@link #next}. */
  void begin(ClubSystem.Mode mode, String position) {
    coming =
        new Coming(
            mode,
            position,
            CompletableFuture.supplyAsync(
                () -> read(mode, position),
                reading -> Thread.ofVirtual().name("read-ahead").start(reading)));
  }

  private Read read(ClubSystem.Mode mode, @Nullable String position) {
    ClubSystem.Reading reading = system.read(mode, position);
    return reading instanceof ClubSystem.Reading.Page page
        ? new Read(page, reader.apply(page.packet()))
        : new Read(reading, null);
  }

  private static Read await(CompletableFuture<Read> read) {
    try {
      return read.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw e;
    }
  }

  /** The system is used by one caller at a time: whoever comes next finds it at rest. */
  private static void settle(Coming ahead) {
    var unused = ahead.read().handle((read, thrown) -> Boolean.TRUE).join();
  }

  @Override
  public void close() {
    Coming ahead = coming;
    if (ahead != null) {
      settle(ahead);
    }
  }
}
