package ru.fitcrm.hub.jobs.night;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whose names may be one person's, as somebody compares them who crosses out word by word. */
final class NaiveNames {

  private static final Pattern NO_LETTERS = Pattern.compile("[^а-яa-z]+");

  private NaiveNames() {}

  static boolean fit(@Nullable String one, @Nullable String other) {
    List<String> few = words(one);
    List<String> many = words(other);
    if (few.size() > many.size()) {
      return fit(other, one);
    }
    few.removeIf(many::remove);
    for (String word : few) {
      String meant = many.stream().filter(its -> standsFor(word, its)).findFirst().orElse("");
      if (!many.remove(meant)) {
        return false;
      }
    }
    return true;
  }

  /** The same words, whatever their order. */
  static boolean same(@Nullable String one, @Nullable String other) {
    return one != null
        && other != null
        && words(one).stream().sorted().toList().equals(words(other).stream().sorted().toList());
  }

  private static boolean standsFor(String word, String other) {
    return (word.length() == 1) != (other.length() == 1) && word.charAt(0) == other.charAt(0);
  }

  private static List<String> words(@Nullable String name) {
    String whole = Normalizer.normalize(name == null ? "" : name, Normalizer.Form.NFKC);
    String plain = whole.toLowerCase(Locale.ROOT).replace('ё', 'е');
    List<String> words = new ArrayList<>(List.of(NO_LETTERS.split(plain)));
    words.removeIf(String::isEmpty);
    return words;
  }
}
