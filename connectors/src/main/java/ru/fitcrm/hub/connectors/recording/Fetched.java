package ru.fitcrm.hub.connectors.recording;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What became of fetching a recording. */
public sealed interface Fetched extends AutoCloseable {

  @Override
  default void close() {}

  /**
   * The sound, whole or the part that was asked for; the receiver closes it.
   *
   * @param contentType kind of sound by the file's name, for example {@code audio/wav}
   * @param contentRange of a part, as the server said it; null of the whole
   * @param length bytes to come, -1 if the server did not say
   * @param body throws {@link IOException} when the server falls silent or sends too much
   */
  record Sound(String contentType, @Nullable String contentRange, long length, InputStream body)
      implements Fetched {

    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException e) {
        // Nothing is lost: it was only read.
        return;
      }
    }
  }

  /**
   * The part asked for lies outside the file.
   *
   * @param contentRange the file's size as the server said it, for example {@code bytes *}, a slash
   *     and {@code 4096}
   */
  record NoSuchPart(@Nullable String contentRange) implements Fetched {}

  /** The server has no such file, or the name is not one to ask for. */
  record Absent() implements Fetched {}

  /**
   * The server cannot be asked, or answers what is no recording.
   *
   * @param code {@code unreachable}, {@code refused} (wants another login), {@code redirected},
   *     {@code not-audio}, {@code too-large} or {@code status-}…
   */
  record Failed(String code) implements Fetched {}
}
