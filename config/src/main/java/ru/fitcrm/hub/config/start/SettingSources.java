package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All given HUB_ settings under one roof.
 *
 * @param values known and unknown names with their values, blanks left out
 * @param problems lines about the file itself
 */
record SettingSources(Map<String, String> values, List<String> problems) {

  private static final String DEFAULT_FILE = "hub.properties";

  static SettingSources of(Properties system, Map<String, String> environment) {
    Map<String, String> values = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    Map<String, String> given = new TreeMap<>(environment);
    system.stringPropertyNames().forEach(name -> given.put(name, system.getProperty(name)));
    putAll(values, fromFile(given.get(Setting.HUB_CONFIG.name()), problems));
    putAll(values, given);
    return new SettingSources(values, problems);
  }

  private static void putAll(Map<String, String> values, Map<String, String> more) {
    more.forEach(
        (name, value) -> {
          if (name.startsWith("HUB_") && !value.isBlank()) {
            values.put(name, value.strip());
          }
        });
  }

  private static Map<String, String> fromFile(@Nullable String named, List<String> problems) {
    boolean chosen = named != null && !named.isBlank();
    Path file = Path.of(chosen && named != null ? named.strip() : DEFAULT_FILE);
    if (!chosen && !Files.exists(file)) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      problems.add(
          "HUB_CONFIG: the settings file "
              + file.toAbsolutePath()
              + " can't be read. Name a readable properties file in UTF-8, or unset HUB_CONFIG.");
    }
    Map<String, String> values = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    return values;
  }
}
