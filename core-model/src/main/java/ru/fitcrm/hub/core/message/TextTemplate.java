package ru.fitcrm.hub.core.message;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Required;

/**
 * A text with places for what is known when it is said, for example {@code {client.name}, ждём
 * вас!}. What is not known leaves no gap.
 */
public record TextTemplate(String text) {

  private static final int LONGEST = 4000;
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern STRAY = Pattern.compile("[{}]");

  /** A gap where something was not known, with the space or comma that would stand alone. */
  private static final Pattern SPACES = Pattern.compile("[ \\t]{2,}");

  private static final Pattern COMMA_BEFORE_END = Pattern.compile("[,;:]+([.!?])");
  private static final Pattern SPACE_BEFORE = Pattern.compile("[ \\t]+([,.!?;:])");
  private static final Pattern LEADING = Pattern.compile("^[\\s,;:]+");

  /**
   * Checks a template before it is saved.
   *
   * @param field for the caller, for example {@code settings.text.ru}
   * @throws InvalidInput naming what may stand in braces
   */
  public static TextTemplate check(String field, String text) {
    String clean = Required.text(field, text);
    if (clean.length() > LONGEST) {
      throw new InvalidInput(
          field, "text.too-long", field + " takes at most " + LONGEST + " characters");
    }
    Matcher places = PLACE.matcher(clean);
    while (places.find()) {
      if (Placeholder.of(places.group(1)).isEmpty()) {
        throw unknown(field, places.group());
      }
    }
    if (STRAY.matcher(PLACE.matcher(clean).replaceAll("")).find()) {
      throw new InvalidInput(
          field, "template.brace", field + " has a brace without its partner: write {client.name}");
    }
    return new TextTemplate(clean);
  }

  private static InvalidInput unknown(String field, String place) {
    return new InvalidInput(
        field,
        "template.placeholder",
        "%s: nothing is called %s; there are {%s}"
            .formatted(field, place, String.join("}, {", Placeholder.spellings())));
  }

  /** The text as it is said. */
  String fill(Map<Placeholder, String> known) {
    String filled = PLACE.matcher(text).replaceAll(place -> value(place, known));
    String closed = SPACE_BEFORE.matcher(SPACES.matcher(filled).replaceAll(" ")).replaceAll("$1");
    String ended = COMMA_BEFORE_END.matcher(closed).replaceAll("$1");
    return LEADING.matcher(ended).replaceFirst("").strip();
  }

  private static String value(MatchResult place, Map<Placeholder, String> known) {
    return Matcher.quoteReplacement(
        Placeholder.of(place.group(1)).map(one -> known.getOrDefault(one, "")).orElse(""));
  }
}
