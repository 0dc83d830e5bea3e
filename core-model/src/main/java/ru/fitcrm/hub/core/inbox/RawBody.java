package ru.fitcrm.hub.core.inbox;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of a message as they came, and what the sender said they are. */
public final class RawBody {

  private final @Nullable String contentType;
  private final byte[] bytes;

  /**
   * @param bytes handed over: not to be changed any more
   */
  public RawBody(@Nullable String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
  }

  public static RawBody json(String text) {
    return new RawBody("application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  public @Nullable String contentType() {
    return contentType;
  }

  public int size() {
    return bytes.length;
  }

  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  /** The bytes themselves, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** Read as UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Without the bytes, so that they reach no log. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
