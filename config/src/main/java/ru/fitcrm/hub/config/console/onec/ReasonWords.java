package ru.fitcrm.hub.config.console.onec;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.core.sync.RejectedRow;

/**
 * Says in the reader's language why a row was not taken. The core says it in English, for programs
 * and logs; what is not known here is shown as it says it.
 */
final class ReasonWords {

  private record Known(Pattern reason, String key) {}

  private static final List<Known> KNOWN =
      List.of(
          known("not a number that exists", "phone"),
          known("is required and is empty", "required"),
          known("is no date", "date"),
          known("is no moment", "moment"),
          known("must be between the years (\\d+) and (\\d+)", "years"),
          known("must be one of (.+)", "one-of"),
          known("must be a whole number", "whole"),
          known("is no number", "number"),
          known("must be true or false", "flag"),
          known("has (\\d+) characters, at most (\\d+)", "long"),
          known("is negative", "negative"),
          known("digits before the point", "digits"),
          known("must be after startsAt", "order"),
          known("its client is not known yet", "waits"));

  private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]$");

  private ReasonWords() {}

  private static Known known(String reason, String key) {
    return new Known(Pattern.compile(reason), "onec.reason." + key);
  }

  /** The field and what is wrong with it. */
  static String of(RejectedRow row, Wording say) {
    Matcher index = INDEX.matcher(row.field());
    String bare = index.replaceFirst("");
    String field = say.textOr("onec.field." + bare, bare);
    return field + ": " + reason(row.reason(), say);
  }

  private static String reason(String reason, Wording say) {
    for (Known known : KNOWN) {
      Matcher matcher = known.reason().matcher(reason);
      if (matcher.find()) {
        Object[] parts = new Object[matcher.groupCount()];
        for (int i = 0; i < parts.length; i++) {
          parts[i] = matcher.group(i + 1);
        }
        return say.text(known.key(), parts);
      }
    }
    return reason;
  }
}
