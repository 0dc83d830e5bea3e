package ru.fitcrm.hub.connectors.onec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a 1C or a web server before it answered instead of data: the words a person would see,
 * in whatever alphabet they were written.
 */
public final class ReadPage {

  private static final int LONGEST = 500;
  private static final Charset CP1251 = Charset.forName("windows-1251");
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?([\\w-]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern UNSEEN =
      Pattern.compile("(?is)<(style|script|title)\\b.*?</\\1>|<!--.*?-->|<[^>]*>");
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0\\ufeff]+");

  private ReadPage() {}

  /**
   * @param contentType as the answer's header says it, null if it says none
   * @return one line of at most 500 characters, empty for a page without words
   */
  public static String words(byte[] body, @Nullable String contentType) {
    String seen = UNSEEN.matcher(decode(body, contentType)).replaceAll(" ");
    String plain =
        seen.replace("&nbsp;", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&");
    String line = SPACE.matcher(plain).replaceAll(" ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /** What the header or the page itself says; where neither does, UTF-8 unless it is none. */
  private static String decode(byte[] body, @Nullable String contentType) {
    String start = new String(body, 0, Math.min(body.length, 1024), StandardCharsets.ISO_8859_1);
    Optional<Charset> said = named(contentType == null ? "" : contentType).or(() -> named(start));
    // A page in UTF-8 that says otherwise is met more often than broken UTF-8.
    return strictly(StandardCharsets.UTF_8, body)
        .orElseGet(() -> new String(body, said.filter(ReadPage::isOneByte).orElse(CP1251)));
  }

  private static boolean isOneByte(Charset charset) {
    return !charset.equals(StandardCharsets.UTF_8)
        && !charset.equals(StandardCharsets.ISO_8859_1)
        && !charset.equals(StandardCharsets.US_ASCII);
  }

  private static Optional<Charset> named(String text) {
    Matcher found = CHARSET.matcher(text);
    try {
      return found.find() ? Optional.of(Charset.forName(found.group(1))) : Optional.empty();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> strictly(Charset charset, byte[] body) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
