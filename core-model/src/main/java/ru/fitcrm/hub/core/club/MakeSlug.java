package ru.fitcrm.hub.core.club;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a club's name in addresses out of its name, Russian letters by their usual Latin ones. */
final class MakeSlug {

  private static final Map<Integer, String> LATIN = letters();

  private MakeSlug() {}

  static String from(String name) {
    String latin =
        name.toLowerCase(Locale.ROOT)
            .codePoints()
            .mapToObj(c -> LATIN.getOrDefault(c, Character.toString(c)))
            .collect(Collectors.joining());
    String plain = Normalizer.normalize(latin, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    String slug = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return slug.isEmpty() || slug.matches("[0-9]+") ? "club-" + slug : slug;
  }

  private static Map<Integer, String> letters() {
    String russian = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    String[] latin =
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" ", -1);
    java.util.HashMap<Integer, String> map = new java.util.HashMap<>();
    for (int i = 0; i < russian.length(); i++) {
      map.put((int) russian.charAt(i), latin[i]);
    }
    return Map.copyOf(map);
  }
}
