package ru.fitcrm.hub.config.message.chaos;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a receiver was asked and what it has taken: for each message the ids it bore. A message is
 * known by the mark in its text. How a receiver behaves hangs on seed, mark and try alone, so that
 * a run can be repeated as far as processes can.
 */
final class Taken {

  private static final Pattern MARK = Pattern.compile("mark-\\d+");

  private final long seed;
  private final boolean calm;
  private final Map<String, List<String>> copies = new ConcurrentHashMap<>();
  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final Map<String, List<String>> asked = new ConcurrentHashMap<>();

  Taken(long seed) {
    this(seed, false);
  }

  private Taken(long seed, boolean calm) {
    this.seed = seed;
    this.calm = calm;
  }

  /** Of a receiver that is always fine. */
  static Taken calmly() {
    return new Taken(0, true);
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

  /**
   * Somebody wants a message sent.
   *
   * @param id it bears this time, empty if it bears none
   */
  Mood ask(String mark, String id) {
    List<String> before = asked.computeIfAbsent(mark, one -> new CopyOnWriteArrayList<>());
    before.add(id);
    int attempt = before.size();
    if (calm) {
      return Mood.FINE;
    }
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
    ids.add(id);
    copies.computeIfAbsent(mark, one -> new CopyOnWriteArrayList<>()).add(id);
  }

  /** The ids the copies of a message bore. */
  List<String> copiesOf(String mark) {
    return copies.getOrDefault(mark, List.of());
  }

  /** Of all messages together. */
  int copies() {
    return copies.values().stream().mapToInt(List::size).sum();
  }

  /** The ids it bore each time the receiver was asked to send it, taken or not. */
  List<String> askedOf(String mark) {
    return asked.getOrDefault(mark, List.of());
  }

  boolean hasId(String id) {
    return ids.contains(id);
  }
}
