package ru.fitcrm.hub.sandbox.pbx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a recording from the class path and tells events from answers to the recorder. */
final class RecordingReader {

  private static final String FOLDER = "/recordings/";
  private static final byte[] FRAME_END = {'\r', '\n', '\r', '\n'};

  private final NavigableMap<Integer, Long> millisByOffset;
  private final Map<String, String> actionById;
  private final List<TimedEvent> events = new ArrayList<>();
  private final Map<String, List<List<PbxEvent>>> answers = new HashMap<>();
  private @Nullable String lastAnswered;

  private RecordingReader(String name) {
    this.millisByOffset = times(text(name + ".ami.times"));
    this.actionById = actions(text(name + ".ami.sent"));
  }

  static Recording read(String name) {
    RecordingReader reader = new RecordingReader(name);
    reader.split(bytes(name + ".ami.txt"));
    return new Recording(name, reader.events, reader.answers);
  }

  static List<String> names() {
    return text("index.txt").lines().filter(line -> !line.isBlank()).toList();
  }

  static boolean has(String name) {
    return RecordingReader.class.getResource(FOLDER + name + ".ami.txt") != null;
  }

  private void split(byte[] raw) {
    int start = afterBanner(raw);
    while (start < raw.length) {
      int end = frameEnd(raw, start);
      String text = new String(raw, start, end - start, StandardCharsets.UTF_8);
      if (!text.isBlank()) {
        sort(start, new PbxEvent(text));
      }
      start = end + FRAME_END.length;
    }
  }

  private void sort(int offset, PbxEvent frame) {
    String id = frame.fieldOrEmpty("ActionID");
    boolean response = frame.text().startsWith("Response: ");
    String action = actionById.get(id);
    if (response || (action != null && !frame.name().equals("OriginateResponse"))) {
      keepAnswer(id, action == null ? "" : action, frame);
    } else if (!frame.fieldOrEmpty("Privilege").startsWith("security")) {
      // Security events tell of the recorder's own login and requests, not of calls.
      events.add(new TimedEvent(millisAt(offset), frame));
    }
  }

  private void keepAnswer(String id, String action, PbxEvent frame) {
    List<List<PbxEvent>> all = answers.computeIfAbsent(action, key -> new ArrayList<>());
    if (!id.equals(lastAnswered)) {
      all.add(new ArrayList<>());
      lastAnswered = id;
    }
    all.get(all.size() - 1).add(frame);
  }

  private long millisAt(int offset) {
    Map.Entry<Integer, Long> entry = millisByOffset.floorEntry(offset);
    return entry == null ? 0 : entry.getValue();
  }

  private static int afterBanner(byte[] raw) {
    String head = new String(raw, 0, Math.min(raw.length, 64), StandardCharsets.US_ASCII);
    return head.startsWith("Asterisk Call Manager") ? head.indexOf("\r\n") + 2 : 0;
  }

  private static int frameEnd(byte[] raw, int from) {
    for (int at = from; at <= raw.length - FRAME_END.length; at++) {
      if (raw[at] == '\r' && raw[at + 1] == '\n' && raw[at + 2] == '\r' && raw[at + 3] == '\n') {
        return at;
      }
    }
    return raw.length;
  }

  private static NavigableMap<Integer, Long> times(String text) {
    NavigableMap<Integer, Long> times = new TreeMap<>();
    for (String line : text.lines().toList()) {
      String[] parts = line.strip().split(" +", 3);
      if (parts.length >= 2) {
        times.put(Integer.valueOf(parts[1]), Long.valueOf(parts[0]));
      }
    }
    return times;
  }

  private static Map<String, String> actions(String sent) {
    Map<String, String> actions = new HashMap<>();
    String current = "";
    for (String line : sent.lines().toList()) {
      if (line.startsWith("Action: ")) {
        current = line.substring("Action: ".length()).strip().toLowerCase(Locale.ROOT);
      } else if (line.startsWith("ActionID: ")) {
        actions.put(line.substring("ActionID: ".length()).strip(), current);
      }
    }
    return actions;
  }

  private static String text(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String file) {
    try (InputStream in = RecordingReader.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "no recording '" + file + "' on the class path: Recording.names() lists what there is");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read recording " + file, e);
    }
  }
}
