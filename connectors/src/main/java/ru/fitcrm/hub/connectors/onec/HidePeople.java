package ru.fitcrm.hub.connectors.onec;

import java.util.Collection;
import java.util.regex.Pattern;

/** Takes people out of a text that 1C wrote, so that it may be shown and logged. */
public final class HidePeople {

  private static final String HIDDEN = "***";
  private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+");
  // Ten digits in any spelling are a phone; a guid's or a line number's are not.
  private static final Pattern PHONE =
      Pattern.compile("(?<![\\w-])(?!\\d{4}-\\d{2}-\\d{2})\\+?\\d([\\s()-]*\\d){9,14}(?![\\w-])");
  private static final Pattern NAME =
      Pattern.compile("[А-ЯЁ][а-яё]+(-[А-ЯЁ][а-яё]+)?(\\s+[А-ЯЁ]([а-яё]+|\\.))+");

  private HidePeople() {}

  /**
   * @param known what is to be hidden wherever it stands, for example the name just sent
   */
  public static String in(String text, Collection<String> known) {
    String hidden = text;
    for (String value : known) {
      if (value.strip().length() > 2) {
        hidden = hidden.replace(value, HIDDEN);
      }
    }
    hidden = EMAIL.matcher(hidden).replaceAll(HIDDEN);
    hidden = PHONE.matcher(hidden).replaceAll(HIDDEN);
    return NAME.matcher(hidden).replaceAll(HIDDEN);
  }
}
