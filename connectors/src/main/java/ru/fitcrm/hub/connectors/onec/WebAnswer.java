package ru.fitcrm.hub.connectors.onec;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a web server answered, its body not read yet.
 *
 * @param headers names in lower case
 * @param body ends by itself when it is too large or takes too long
 */
public record WebAnswer(int status, Map<String, List<String>> headers, BufferedInputStream body) {

  private static final int GLANCE = 1024;
  private static final int LONGEST_PAGE = 64 * 1024;
  private static final String BOM = "\u00ef\u00bb\u00bf";

  public @Nullable String contentType() {
    return headers.getOrDefault("content-type", List.of()).stream().findFirst().orElse(null);
  }

  public boolean isGood() {
    return status >= 200 && status < 300;
  }

  /** How the body begins, without a byte order mark and space; it can still be read whole. */
  public String start() throws IOException {
    body.mark(GLANCE);
    String start = new String(body.readNBytes(GLANCE), StandardCharsets.ISO_8859_1);
    body.reset();
    return start.replaceFirst("^" + BOM, "").stripLeading();
  }

  /** The first 64 KB of a body that is an error's. */
  public byte[] page() throws IOException {
    return body.readNBytes(LONGEST_PAGE);
  }

  /** Of an answer that is not what was asked for but a page for people. */
  public NoAnswer notData() throws IOException {
    String words = ReadPage.words(page(), contentType());
    return new NoAnswer(NameTrouble.ofPage(status, HidePeople.in(words, List.of())));
  }
}
