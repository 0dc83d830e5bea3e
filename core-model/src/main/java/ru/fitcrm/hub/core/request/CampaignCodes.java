package ru.fitcrm.hub.core.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.fitcrm.hub.core.person.ReadPhone;

/**
 * Of a form's marks those that are codes of campaigns, for an event: it goes to other programs and
 * outlives the person, and anybody can write a name or a phone into an address.
 */
final class CampaignCodes {

  /** One word, as campaigns and advertisements are called. */
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}_.,:;|/+~=(){}\\[\\]-]{1,100}");

  private static final Pattern DIGITS = Pattern.compile("\\d+(?:[().+_-]*\\d+)*");
  private static final int SHORTEST_PHONE = 10;

  private CampaignCodes() {}

  static Map<String, String> of(Map<String, String> utm, String region) {
    Map<String, String> codes = new LinkedHashMap<>();
    utm.forEach(
        (name, value) -> {
          if (CODE.matcher(value).matches() && !holdsPhone(value, region)) {
            codes.put(name, value);
          }
        });
    return codes;
  }

  /** Numbers of advertisements are as long as phones: only what could be dialled counts. */
  private static boolean holdsPhone(String value, String region) {
    Matcher found = DIGITS.matcher(value);
    while (found.find()) {
      if (isPhone(List.of(found.group().split("\\D+")), region)) {
        return true;
      }
    }
    return false;
  }

  /** Of neighbours, in whatever groups the number is written. */
  private static boolean isPhone(List<String> groups, String region) {
    for (int from = 0; from < groups.size(); from++) {
      StringBuilder together = new StringBuilder();
      for (String group : groups.subList(from, groups.size())) {
        together.append(group);
        if (together.length() >= SHORTEST_PHONE && isPhone(together.toString(), region)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isPhone(String digits, String region) {
    return ReadPhone.read(digits, region).e164OrNull() != null
        || ReadPhone.read("+" + digits, region).e164OrNull() != null;
  }
}
