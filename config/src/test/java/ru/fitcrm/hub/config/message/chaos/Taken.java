package ru.fitcrm.hub.config.message.chaos;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a receiver has taken: for each message the ids its copies bore. A message is known by the
 * mark in its text. How a receiver behaves hangs on seed, mark and try alone, so that a run can be
 * repeated as far as processes can.
 */
final class Taken {

  private static final Pattern MARK = Pattern.compile("mark-\\d+");

  private final long seed;
  private final Map<String, List<String>> copies = new ConcurrentHashMap<>();
  private final Map<String, Integer> tries = new ConcurrentHashMap<>();

  Taken(long seed) {
    this.seed = seed;
  }

  /** How a receiver behaves. */
  enum Mood {
    FINE,
    TAKES_AND_FAILS,
    TAKES_AND_HANGS_UP,
    TAKES_AND_IS_SILENT,
    HANGS_UP,
    BUSY,
    REFUSES
  }

  static String mark(int number) {
    return "mark-" + number;
  }

  static String markIn(String text) {
    Matcher found = MARK.matcher(text);
    if (!found.find()) {
      throw new IllegalArgumentException("There is no mark in what came");
    }
    return found.group();
  }

  Mood moodFor(String mark) {
    int attempt = tries.merge(mark, 1, Integer::sum);
    int dice = new Random(seed * 31 + mark.hashCode() * 7L + attempt).nextInt(100);
    return dice < 80
        ? Mood.FINE
        : dice < 84
            ? Mood.TAKES_AND_FAILS
            : dice < 87
                ? Mood.TAKES_AND_HANGS_UP
                : dice < 88
                    ? Mood.TAKES_AND_IS_SILENT
                    : dice < 91 ? Mood.HANGS_UP : dice < 97 ? Mood.BUSY : Mood.REFUSES;
  }

  void take(String mark, String id) {
    copies.computeIfAbsent(mark, one -> new CopyOnWriteArrayList<>()).add(id);
  }

  /** The ids the copies of a message bore. */
  List<String> copiesOf(String mark) {
    return copies.getOrDefault(mark, List.of());
  }

  boolean hasId(String id) {
    return copies.values().stream().anyMatch(ids -> ids.contains(id));
  }

  int asked() {
    return tries.values().stream().mapToInt(Integer::intValue).sum();
  }
}
