package ru.fitcrm.hub.core.request;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Finds the one number in what a person wrote into a form's field. */
public final class ReadTheirPhone {

  private static final Pattern BETWEEN = Pattern.compile("[,;/|\\n]+|\\s+(?:и|или|and|or)\\s+");

  private ReadTheirPhone() {}

  /**
   * @param first whether the first of several numbers is taken
   * @return E.164
   * @throws InvalidInput if there is none, it cannot be one, or there are several
   */
  public static String in(@Nullable String text, boolean first, String region) {
    if (text == null || text.isBlank()) {
      throw new InvalidInput(
          "phone",
          "phone.missing",
          "The form has no phone where the mapping looks for it: correct the mapping's phone and replay");
    }
    String whole = ReadPhone.read(text, region).e164OrNull();
    if (whole != null) {
      return whole;
    }
    List<String> numbers = numbers(text, region);
    if (numbers.isEmpty()) {
      throw new InvalidInput(
          "phone", "phone.invalid", "What stands in the form's phone is no phone number");
    }
    if (numbers.size() > 1 && !first) {
      throw new InvalidInput(
          "phone",
          "phone.several",
          "There are several numbers in the form's phone: let the mapping point to one, or let the"
              + " first be taken, and replay");
    }
    return numbers.get(0);
  }

  private static List<String> numbers(String text, String region) {
    return Arrays.stream(BETWEEN.split(text))
        .map(part -> ReadPhone.read(part, region).e164OrNull())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
