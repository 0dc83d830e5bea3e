package ru.fitcrm.hub.core.message;

import java.util.regex.Pattern;

/** «СТОП» or «STOP», anywhere in what a person writes: they want no more advertising. */
final class StopWord {

  private static final Pattern WORD =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}-])(стоп|stop)(?![\\p{L}\\p{N}-])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private StopWord() {}

  static boolean isIn(String text) {
    return WORD.matcher(text).find();
  }
}
