package ru.fitcrm.hub.core.message;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * «СТОП» or «STOP», anywhere in what a person writes: they want no more advertising. Keyboards mix
 * letters that look the same («CTOП» with a Latin C, T and O), and so does whoever reads them here.
 */
final class StopWord {

  private static final String WORD = "(?:[сc][тt][оo0][пnpр]|[sѕ][tт][oо0][pр])";

  /** At the beginning whatever is no letter may follow; «стоп-кран» further on is another word. */
  private static final Pattern SAID =
      Pattern.compile(
          "^[^\\p{L}\\p{N}]*"
              + WORD
              + "(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])(?<![\\p{L}\\p{N}]-)"
              + WORD
              + "(?!-?[\\p{L}\\p{N}])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** The whole text letter by letter: «С Т О П». */
  private static final Pattern SPELT =
      Pattern.compile(
          "[^\\p{L}\\p{N}]*(?:[сc]W[тt]W[оo0]W[пnpр]|[sѕ]W[tт]W[oо0]W[pр])[^\\p{L}\\p{N}]*"
              .replace("W", "[\\s.\\-]+"),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** What is written and not seen: soft hyphens, joiners, marks above letters. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Mn}\\p{Cc}&&[^\\s]]");

  private StopWord() {}

  static boolean isIn(String text) {
    String plain = UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return SAID.matcher(plain).find() || SPELT.matcher(plain).matches();
  }
}
