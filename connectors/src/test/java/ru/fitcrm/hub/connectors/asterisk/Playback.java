package ru.fitcrm.hub.connectors.asterisk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.asteriskjava.manager.event.ManagerEvent;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.CallSnapshot;

/** Plays recordings into a tracker by their own times, without a socket. */
final class Playback {
  static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");
  private static final LibraryEvents LIBRARY = new LibraryEvents();

  final List<CallSnapshot> told = new ArrayList<>();
  final CallTracker tracker = new CallTracker(new Endpoints(Set.of("trunk"), null), told::add);

  static List<CallSnapshot> lastTold(String name) {
    Playback playback = new Playback();
    playback.play(Recording.load(name));
    if (Recording.exists(name + ".conn2")) {
      playback.play(Recording.load(name + ".conn2"));
    }
    return playback.calls();
  }

  void play(Recording recording) {
    connect(recording);
    for (Recording.Message message : recording.messages()) {
      Moment now = at(message.millis());
      String actionId = message.header("actionid");
      if (actionId != null
          && actionId.equals(recording.listActionId())
          && message.headers().containsKey("response")) {
        tracker.hear(new PbxEvent.ListAsked(now, actionId));
      }
      PbxEvent event = read(message);
      if (event != null) {
        tracker.hear(event);
      }
    }
  }

  private void connect(Recording recording) {
    Moment now = at(recording.messages().getFirst().millis());
    tracker.hear(new PbxEvent.Connecting(now));
    if (!recording.name().endsWith(".conn2")) {
      tracker.hear(new PbxEvent.ListAsked(now, "at-first"));
      tracker.hear(new PbxEvent.ListEnded(now, "at-first"));
    }
  }

  static @Nullable PbxEvent read(Recording.Message message) {
    ManagerEvent event = LIBRARY.build(message.headers());
    return event == null ? null : ReadEvents.read(event, at(message.millis()).heard());
  }

  static Moment at(long millis) {
    return Moment.heardAt(BEGIN.plusMillis(millis));
  }

  /** The last word on each call, in the order the calls began. */
  List<CallSnapshot> calls() {
    Map<String, CallSnapshot> last = new LinkedHashMap<>();
    told.forEach(call -> last.put(call.linkedId(), call));
    return last.values().stream().filter(Objects::nonNull).toList();
  }
}
