package ru.fitcrm.hub.jobs.importing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Guesses in which letters a text is written: what is UTF-8 throughout is UTF-8, for no other text
 * is by chance; a byte order mark decides; anything else is what a Russian Excel saves.
 */
final class GuessText {

  static final Charset RUSSIAN_EXCEL = Charset.forName("windows-1251");

  private GuessText() {}

  /**
   * @param start the file's first bytes
   * @param whole whether these are all its bytes: if not, the last letter may be cut
   */
  static Charset charset(byte[] start, boolean whole) {
    if (begins(start, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (begins(start, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    return isUtf8(start, whole) ? StandardCharsets.UTF_8 : RUSSIAN_EXCEL;
  }

  /** Bytes of the mark a text begins with. */
  static int markLength(byte[] start) {
    if (begins(start, 0xEF, 0xBB, 0xBF)) {
      return 3;
    }
    return begins(start, 0xFF, 0xFE) || begins(start, 0xFE, 0xFF) ? 2 : 0;
  }

  private static boolean begins(byte[] start, int... mark) {
    if (start.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((start[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUtf8(byte[] start, boolean whole) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(start.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(start), out, whole);
    try {
      if (result.isError()) {
        result.throwException();
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
