package ru.fitcrm.hub.core.inbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes letters of bytes: as the sender said, else UTF-8; what is no UTF-8 is windows-1251, as
 * elder sites in Russian have it.
 */
public final class ReadLetters {

  private static final Charset ELDER = Charset.forName("windows-1251");
  private static final Pattern TOLD =
      Pattern.compile("charset=[\"']?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

  private ReadLetters() {}

  /**
   * @param contentType of the whole body
   */
  public static String of(@Nullable String contentType, byte[] bytes) {
    return new String(bytes, charset(contentType, bytes));
  }

  /** What they are letters of. */
  static Charset charset(@Nullable String contentType, byte[] bytes) {
    return told(contentType).orElseGet(() -> guessed(bytes));
  }

  /** What the sender says it wrote in, if that is not Unicode. */
  static Optional<Charset> told(@Nullable String contentType) {
    Matcher told = TOLD.matcher(contentType == null ? "" : contentType);
    return told.find() && Charset.isSupported(told.group(1))
        ? Optional.of(Charset.forName(told.group(1)))
            .filter(charset -> !charset.name().startsWith("UTF"))
        : Optional.empty();
  }

  private static Charset guessed(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException elder) {
      return ELDER;
    }
  }
}
