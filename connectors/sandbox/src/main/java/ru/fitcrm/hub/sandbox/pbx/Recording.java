package ru.fitcrm.hub.sandbox.pbx;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of a real PBX during one scenario. Played as it is, a recording keeps its numbers and
 * gets fresh ids; {@link #asCall} changes the numbers too, {@link #verbatim} changes nothing.
 */
public final class Recording {

  private final String name;
  private final List<TimedEvent> events;
  private final Map<String, List<List<PbxEvent>>> answers;
  private final boolean verbatim;
  private final @Nullable NewCall call;
  private @Nullable RecordedNames names;

  Recording(String name, List<TimedEvent> events, Map<String, List<List<PbxEvent>>> answers) {
    this(name, events, answers, false, null);
  }

  private Recording(
      String name,
      List<TimedEvent> events,
      Map<String, List<List<PbxEvent>>> answers,
      boolean verbatim,
      @Nullable NewCall call) {
    this.name = name;
    this.events = List.copyOf(events);
    this.answers = Map.copyOf(answers);
    this.verbatim = verbatim;
    this.call = call;
  }

  /**
   * A recording by its name, for example {@code a_in_answered} or {@code hubmin/a_in_answered}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Recording named(String name) {
    return RecordingReader.read(name);
  }

  /** Names of all recordings there are, sorted. */
  public static List<String> names() {
    return RecordingReader.names();
  }

  /** Whether the scenario has a second manager connection. */
  public boolean hasSecondConnection() {
    return RecordingReader.has(name + ".conn2");
  }

  /**
   * What the second manager connection of the same scenario saw, with the answers to its questions.
   *
   * @throws IllegalArgumentException when the scenario has only one
   */
  public Recording secondConnection() {
    return RecordingReader.read(name + ".conn2");
  }

  /** The same, sent byte by byte as recorded. */
  public Recording verbatim() {
    return new Recording(name, events, answers, true, null);
  }

  /**
   * The same as a call of somebody else.
   *
   * @throws IllegalArgumentException when the recording is not about exactly one client's number
   */
  public Recording asCall(NewCall newCall) {
    Set<String> clients = recordedNames().clients();
    if (clients.size() != 1) {
      throw new IllegalArgumentException(
          "recording '%s' has %d clients' numbers: asCall() needs one with exactly one"
              .formatted(name, clients.size()));
    }
    return new Recording(name, events, answers, false, newCall);
  }

  public String name() {
    return name;
  }

  /** The events as recorded, without logins, answers to the recorder and security events. */
  public List<PbxEvent> events() {
    return playable().stream().map(TimedEvent::event).toList();
  }

  /** FullyBooted tells of the recorder's login; a PBX sends its own. */
  List<TimedEvent> playable() {
    return events.stream().filter(each -> !each.event().name().equals("FullyBooted")).toList();
  }

  /** All the recorded connection was told, FullyBooted too. */
  List<TimedEvent> heard() {
    return events;
  }

  /** The n-th recorded answer to an action (in lower case), the last one when there are fewer. */
  @Nullable List<PbxEvent> answer(String action, int nth) {
    List<List<PbxEvent>> all = answers.get(action);
    return all == null ? null : all.get(Math.min(nth, all.size() - 1));
  }

  boolean isVerbatim() {
    return verbatim;
  }

  @Nullable NewCall call() {
    return call;
  }

  synchronized RecordedNames recordedNames() {
    RecordedNames found = names;
    if (found == null) {
      found = RecordedNames.in(events);
      names = found;
    }
    return found;
  }

  @Override
  public String toString() {
    return name;
  }
}
