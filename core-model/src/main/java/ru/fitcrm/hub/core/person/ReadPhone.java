package ru.fitcrm.hub.core.person;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a phone number as people, providers and gateways write it, by libphonenumber and the rules
 * of a club's region.
 */
public final class ReadPhone {

  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
  private static final Set<String> WITHHELD =
      Set.of("anonymous", "unknown", "<unknown>", "unavailable", "private", "restricted", "none");
  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  /** Text around a number: a leading label, a trailing name in brackets, words after it. */
  private static final Pattern LABEL_BEFORE = Pattern.compile("^[^+0-9(]*");

  private static final Pattern NAME_AFTER = Pattern.compile("\\([^)0-9]*\\)\\s*$");
  private static final Pattern PARAMETERS = Pattern.compile(";.*$");
  private static final Pattern EXTENSION =
      Pattern.compile("(?i)\\s*(?:,+|доб\\.?|вн\\.?|ext\\.?|x|#)\\s*([0-9]{1,7})\\s*$");

  /** "00" and "007" are other countries' way out; Russia dials 8~10. */
  private static final Pattern DOUBLE_ZERO = Pattern.compile("^00[\\s-]*(?=[1-9])");

  private static final Pattern RUSSIAN_WAY_OUT = Pattern.compile("^8[~\\s-]*10[~\\s-]*(?=[1-9])");
  private static final Pattern MANY_PLUS = Pattern.compile("^\\++");

  private ReadPhone() {}

  /**
   * @param text the number as it came; null and empty count as withheld
   * @param region the club's region, two letters, for numbers without a country code
   */
  public static PhoneReading read(@Nullable String text, String region) {
    String cleaned = clean(text);
    if (isWithheld(cleaned)) {
      return new PhoneReading.Withheld();
    }
    String number = EXTENSION.matcher(cleaned).replaceFirst("");
    String extension = extensionOf(cleaned);
    try {
      PhoneNumber parsed = LIBRARY.parse(internationalise(number), region);
      return LIBRARY.isValidNumber(parsed)
          ? valid(parsed, extension)
          : new PhoneReading.Unreadable(cleaned);
    } catch (NumberParseException e) {
      return new PhoneReading.Unreadable(cleaned);
    }
  }

  private static PhoneReading.Valid valid(PhoneNumber number, @Nullable String extension) {
    return new PhoneReading.Valid(
        LIBRARY.format(number, PhoneNumberFormat.E164),
        String.valueOf(LIBRARY.getRegionCodeForNumber(number)),
        takesMessages(number),
        extension);
  }

  private static boolean takesMessages(PhoneNumber number) {
    return switch (LIBRARY.getNumberType(number)) {
      case MOBILE, FIXED_LINE_OR_MOBILE -> true;
      default -> false;
    };
  }

  private static String clean(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String trimmed = PARAMETERS.matcher(text.strip()).replaceFirst("");
    return NAME_AFTER.matcher(trimmed).replaceFirst("").strip();
  }

  private static boolean isWithheld(String cleaned) {
    return WITHHELD.contains(cleaned.toLowerCase(Locale.ROOT)) || !DIGIT.matcher(cleaned).find();
  }

  private static @Nullable String extensionOf(String cleaned) {
    var found = EXTENSION.matcher(cleaned);
    return found.find() ? found.group(1) : null;
  }

  private static String internationalise(String number) {
    String bare = LABEL_BEFORE.matcher(number).replaceFirst("");
    bare = MANY_PLUS.matcher(bare).replaceFirst("+");
    bare = RUSSIAN_WAY_OUT.matcher(bare).replaceFirst("+");
    return DOUBLE_ZERO.matcher(bare).replaceFirst("+");
  }
}
