package ru.fitcrm.hub.core.inbox;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
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

  /** What its letters are written in: as the sender said, else as they look. */
  public Charset charset() {
    return ReadLetters.charset(contentType, bytes);
  }

  /** Whether the sender said that it is written in something else than Unicode. */
  public boolean isToldElder() {
    return ReadLetters.told(contentType).isPresent();
  }

  /** Read as the sender said it is written, else as it looks. */
  public String text() {
    return ReadLetters.of(contentType, bytes);
  }

  /** Without the bytes, so that they reach no log. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
