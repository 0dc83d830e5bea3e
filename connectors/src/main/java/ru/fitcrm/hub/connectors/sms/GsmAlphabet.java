package ru.fitcrm.hub.connectors.sms;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** GSM 03.38: the alphabet phones read when a message does not say it is UCS-2. */
public final class GsmAlphabet {

  private static final int ESCAPE = 0x1b;

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final Map<Character, Integer> CODES = new HashMap<>();
  private static final Map<Character, Integer> EXTENDED =
      Map.of(
          '\f', 0x0a, '^', 0x14, '{', 0x28, '}', 0x29, '\\', 0x2f, '[', 0x3c, '~', 0x3d, ']', 0x3e,
          '|', 0x40, '€', 0x65);
  private static final Map<Integer, Character> EXTENDED_BACK = new HashMap<>();

  static {
    for (int code = 0; code < BASIC.length(); code++) {
      if (code != ESCAPE) {
        CODES.put(BASIC.charAt(code), code);
      }
    }
    EXTENDED.forEach((letter, code) -> EXTENDED_BACK.put(code, letter));
  }

  private GsmAlphabet() {}

  /** Whether every letter is in the alphabet. */
  public static boolean fits(String text) {
    return text.chars().allMatch(letter -> septets((char) letter) > 0);
  }

  /**
   * How many places of a message a letter takes: 2 for brackets and the euro, 0 if it is not in.
   */
  public static int septets(char letter) {
    return CODES.containsKey(letter) ? 1 : EXTENDED.containsKey(letter) ? 2 : 0;
  }

  /** A byte for each place, unpacked, as SMPP carries them. */
  public static byte[] encode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      Integer basic = CODES.get(letter);
      Integer extended = EXTENDED.get(letter);
      if (basic != null) {
        bytes.write(basic);
      } else if (extended != null) {
        bytes.write(ESCAPE);
        bytes.write(extended);
      } else {
        throw new IllegalArgumentException("The text has a letter that GSM 03.38 lacks");
      }
    }
    return bytes.toByteArray();
  }

  /** What cannot be read becomes a space. */
  public static String decode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      int code = bytes[i] & 0x7f;
      if (code == ESCAPE && i + 1 < bytes.length) {
        i++;
        text.append(EXTENDED_BACK.getOrDefault(bytes[i] & 0x7f, ' '));
      } else {
        text.append(code == ESCAPE ? ' ' : BASIC.charAt(code));
      }
    }
    return text.toString();
  }
}
