package ru.fitcrm.hub.sandbox.pbx;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Plays a scenario of two manager connections: the first session hears the first recording and is
 * cut, the next one hears the second and gets the recorded answers to what it asks. Who comes later
 * hears only what is still to come.
 */
public final class Script {

  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private enum Act {
    BEFORE_FIRST,
    FIRST,
    BEFORE_SECOND,
    RESYNC,
    SECOND,
    OVER
  }

  private final Exchange exchange;
  private final Timeline timeline;
  private final Recording first;
  private final Recording second;
  private final Pace pace;
  private final Map<String, Integer> asked = new HashMap<>();
  private int questions;
  private Act act = Act.BEFORE_FIRST;

  Script(Exchange exchange, Timeline timeline, Recording first, Recording second, Pace pace) {
    this.exchange = exchange;
    this.timeline = timeline;
    this.first = first;
    this.second = second;
    this.pace = pace;
  }

  /**
   * Waits for the end of the second recording.
   *
   * @throws IllegalStateException when it is not over in time
   */
  public void await(Duration atMost) {
    if (!exchange.await(() -> act == Act.OVER, atMost)) {
      throw new IllegalStateException(
          "the script of %s and %s is not over in time: it stands at %s"
              .formatted(first, second, act));
    }
  }

  public boolean isDone() {
    return exchange.locked(() -> act == Act.OVER);
  }

  /** False when the PBX has to tell of its own boot: the recordings tell of theirs. */
  boolean loggedIn() {
    if (act == Act.BEFORE_FIRST) {
      act = Act.FIRST;
      play(first, first.heard(), this::cut);
    } else if (act == Act.BEFORE_SECOND) {
      act = Act.RESYNC;
      greet();
      timeline.after(PATIENCE_NANOS, () -> exchange.run(this::playSecond));
    } else {
      return act != Act.OVER;
    }
    return true;
  }

  /** What was answered then, with the ActionID of now; empty to answer from the PBX's state. */
  List<PbxEvent> answer(ReceivedAction action) {
    if (act.compareTo(Act.RESYNC) < 0) {
      return List.of();
    }
    List<PbxEvent> recorded = second.answer(action.key(), asked.getOrDefault(action.key(), 0));
    if (recorded == null || action.is("Login")) {
      return List.of();
    }
    if (act == Act.RESYNC) {
      resyncGoesOn(action);
    } else {
      asked.merge(action.key(), 1, Integer::sum);
    }
    return recorded.stream().map(each -> readdressed(each, action)).toList();
  }

  private void resyncGoesOn(ReceivedAction action) {
    questions++;
    int before = questions;
    if (action.is("CoreShowChannels") || asked.containsKey("coreshowchannels")) {
      timeline.after(
          QUIET_NANOS,
          () ->
              exchange.run(
                  () -> {
                    if (questions == before) {
                      playSecond();
                    }
                  }));
    }
    asked.merge(action.key(), 0, Integer::sum);
  }

  private void greet() {
    for (TimedEvent timed : second.heard()) {
      if (!timed.event().name().equals("FullyBooted")) {
        return;
      }
      exchange.publish(timed.event());
    }
  }

  private void playSecond() {
    if (act == Act.RESYNC) {
      act = Act.SECOND;
      asked.replaceAll((action, times) -> 1);
      List<TimedEvent> rest =
          second.heard().stream()
              .dropWhile(each -> each.event().name().equals("FullyBooted"))
              .toList();
      play(second, rest, () -> act = Act.OVER);
    }
  }

  private void cut() {
    act = Act.BEFORE_SECOND;
    exchange.sessions().forEach(each -> each.cut(Cut.FIN));
  }

  private void play(Recording recording, List<TimedEvent> events, Runnable whenDone) {
    Recording verbatim = recording.verbatim();
    new Playback(exchange, timeline, verbatim, events, null, pace, Until.end(), whenDone).start();
  }

  private static PbxEvent readdressed(PbxEvent recorded, ReceivedAction action) {
    String id = action.field("ActionID");
    String line = id == null ? "" : "\r\nActionID: " + id;
    String text = recorded.text();
    String old = "\r\nActionID: " + recorded.fieldOrEmpty("ActionID");
    return new PbxEvent(text.replace(old, line));
  }
}
