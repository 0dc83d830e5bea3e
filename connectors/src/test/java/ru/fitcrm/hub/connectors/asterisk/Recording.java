package ru.fitcrm.hub.connectors.asterisk;

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

/** The messages one recorded connection received, each with the millisecond it came. */
record Recording(String name, List<Message> messages, @Nullable String listActionId) {

  record Message(long millis, Map<String, Object> headers) {

    @Nullable String header(String name) {
      return headers.get(name) instanceof String text ? text : null;
    }
  }

  static boolean exists(String name) {
    return Recording.class.getResource("/recordings/" + name + ".ami.txt") != null;
  }

  static Recording load(String name) {
    String stream = text(name + ".ami.txt", StandardCharsets.ISO_8859_1);
    NavigableMap<Integer, Long> times = times(name);
    List<Message> messages = new ArrayList<>();
    int offset = 0;
    for (String block : stream.split("\r\n\r\n")) {
      Map<String, Object> headers = headers(block);
      if (!headers.isEmpty()) {
        messages.add(new Message(times.floorEntry(offset).getValue(), headers));
      }
      offset += block.length() + 4;
    }
    return new Recording(name, messages, listActionId(name));
  }

  private static NavigableMap<Integer, Long> times(String name) {
    NavigableMap<Integer, Long> times = new TreeMap<>(Map.of(0, 0L));
    for (String line : text(name + ".ami.times", StandardCharsets.UTF_8).lines().toList()) {
      String[] pair = line.trim().split(" ");
      times.put(Integer.parseInt(pair[1]), Long.parseLong(pair[0]));
    }
    return times;
  }

  private static @Nullable String listActionId(String name) {
    String last = null;
    for (String line : text(name + ".ami.sent", StandardCharsets.UTF_8).lines().toList()) {
      if (line.startsWith("ActionID: ") && "CoreShowChannels".equals(last)) {
        return line.substring("ActionID: ".length());
      }
      last = line.startsWith("Action: ") ? line.substring("Action: ".length()) : last;
    }
    return null;
  }

  static Map<String, Object> headers(String block) {
    String utf8 = new String(block.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    Map<String, Object> headers = new HashMap<>();
    for (String line : utf8.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String key = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
        headers.merge(key, line.substring(colon + 1).trim(), Recording::both);
      }
    }
    return headers;
  }

  private static Object both(Object first, Object second) {
    List<Object> both = new ArrayList<>();
    if (first instanceof List<?> more) {
      both.addAll(more);
    } else {
      both.add(first);
    }
    both.add(second);
    return both;
  }

  static String resource(String name) {
    return text(name, StandardCharsets.UTF_8);
  }

  private static String text(String name, java.nio.charset.Charset charset) {
    try (InputStream in = Recording.class.getResourceAsStream("/recordings/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no recording " + name);
      }
      return new String(in.readAllBytes(), charset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
