package ru.fitcrm.hub.connectors.sms.smpp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import ru.fitcrm.hub.connectors.sms.GsmAlphabet;

/**
 * Cuts a text into parts a phone joins again: GSM 03.38 where every letter is in it (160, or 153 a
 * part), else UCS-2 (70, or 67 a part). Neither an emoji nor an escaped bracket is ever cut.
 */
final class SplitText {

  static final byte GSM = 0;
  static final byte UCS2 = 8;
  private static final int GSM_ALONE = 160;
  private static final int GSM_PART = 153;
  private static final int UCS2_ALONE = 70;
  private static final int UCS2_PART = 67;
  private static final int MOST_PARTS = 255;

  private SplitText() {}

  /**
   * A part.
   *
   * @param bytes of the letters, without the header that numbers parts
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes as they go, compared by nobody
  record Part(byte coding, byte[] bytes) {}

  /**
   * @throws IllegalArgumentException if it is more than 255 parts
   */
  static List<Part> of(String text) {
    boolean gsm = GsmAlphabet.fits(text);
    int alone = gsm ? GSM_ALONE : UCS2_ALONE;
    if (size(text, gsm) <= alone) {
      return List.of(part(text, gsm));
    }
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = end(text, from, gsm);
      parts.add(part(text.substring(from, to), gsm));
      from = to;
    }
    if (parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException("The text is longer than 255 parts");
    }
    return parts;
  }

  private static int end(String text, int from, boolean gsm) {
    int room = gsm ? GSM_PART : UCS2_PART;
    int to = from;
    while (to < text.length()) {
      int letter = Character.charCount(text.codePointAt(to));
      int places = size(text.substring(to, to + letter), gsm);
      if (places > room) {
        break;
      }
      room -= places;
      to += letter;
    }
    return to;
  }

  private static int size(String text, boolean gsm) {
    return gsm
        ? text.chars().map(letter -> GsmAlphabet.septets((char) letter)).sum()
        : text.length();
  }

  private static Part part(String text, boolean gsm) {
    return gsm
        ? new Part(GSM, GsmAlphabet.encode(text))
        : new Part(UCS2, text.getBytes(StandardCharsets.UTF_16BE));
  }
}
