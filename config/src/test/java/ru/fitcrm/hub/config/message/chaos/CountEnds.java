package ru.fitcrm.hub.config.message.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares how messages ended with what their receivers saw of them, and counts. */
final class CountEnds {

  private final Map<String, Peer> peers;
  private final Map<String, Taken> taken;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> repeats = new TreeMap<>();
  private final Map<String, Integer> copies = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int messages;

  CountEnds(List<Peer> peers) {
    this.peers = peers.stream().collect(Collectors.toMap(Peer::name, Function.identity()));
    this.taken = peers.stream().collect(Collectors.toMap(Peer::name, Peer::taken));
  }

  /**
   * One message.
   *
   * @param end its peer, text, state, code and reason, and the state of its outbox row
   */
  void add(List<String> end) {
    String name = end.get(0);
    Peer peer = peers.get(name);
    Taken seen = taken.get(name);
    if (peer == null || seen == null) {
      throw new IllegalArgumentException("There is no peer " + name);
    }
    String mark = Taken.markIn(end.get(1));
    messages++;
    counts.merge(name + " " + end.get(2) + " " + end.get(3), 1, Integer::sum);
    repeats.merge(name, Math.max(0, seen.askedOf(mark).size() - 1), Integer::sum);
    copies.merge(name, Math.max(0, seen.copiesOf(mark).size() - 1), Integer::sum);
    if (!fits(end, seen.copiesOf(mark)) || !isTellable(peer, seen, mark)) {
      wrong.add(end + ", asked as " + seen.askedOf(mark) + ", has copies " + seen.copiesOf(mark));
    }
  }

  private static boolean fits(List<String> end, List<String> copies) {
    boolean named = !end.get(3).isEmpty() && !end.get(4).isEmpty();
    return switch (end.get(2)) {
      case "ACCEPTED", "DELIVERED", "READ" -> !copies.isEmpty();
      case "REJECTED", "EXPIRED" -> copies.isEmpty() && named;
      case "UNKNOWN" -> named;
      default -> false;
    };
  }

  /** All tries bear one id; without ids there is one copy at most. */
  private static boolean isTellable(Peer peer, Taken seen, String mark) {
    List<String> ids = seen.askedOf(mark);
    boolean one = ids.stream().distinct().count() <= 1;
    return one
        && (peer.knowsIds()
            ? ids.stream().noneMatch(String::isEmpty)
            : seen.copiesOf(mark).size() <= 1);
  }

  int messages() {
    return messages;
  }

  /** How often receivers were asked once more for a message. */
  int repeats() {
    return repeats.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Messages that ended otherwise than their receiver has seen, or were repeated untellably. */
  List<String> wrong() {
    return wrong;
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder();
    counts.forEach((what, many) -> all.append("%-50s %,8d%n".formatted(what, many)));
    repeats.forEach(
        (name, many) ->
            all.append(
                "%-16s asked again %,6d times, of it for what it had taken %,5d%n"
                    .formatted(name, many, copies.getOrDefault(name, 0))));
    return all.toString();
  }
}
