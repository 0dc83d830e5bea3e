package ru.fitcrm.hub.connectors.onec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Reads a text with a character that XML forbids: 1C gives it in base64 and does not say so. Only
 * what turns out to be Russian is taken for one; a code in Latin letters stays as it is.
 */
public final class ForbiddenText {

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{8,}={0,2}");
  private static final Pattern RUSSIAN = Pattern.compile("[А-Яа-яЁё]{2}");
  private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}&&[^\\r\\n\\t]]");

  private ForbiddenText() {}

  public static String decode(String text) {
    String whole = text.replaceAll("[\\r\\n]", "").strip();
    if (whole.length() % 4 != 0 || !BASE64.matcher(whole).matches()) {
      return text;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(whole);
      String decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return RUSSIAN.matcher(decoded).find() ? FORBIDDEN.matcher(decoded).replaceAll(" ") : text;
    } catch (CharacterCodingException | IllegalArgumentException noText) {
      return text;
    }
  }
}
