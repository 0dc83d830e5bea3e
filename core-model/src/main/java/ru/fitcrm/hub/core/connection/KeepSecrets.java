package ru.fitcrm.hub.core.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the secrets of connections, sealed, each under its name. Runs inside the club's gate. */
final class KeepSecrets {

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final SecretBox box;
  private final Clock clock;

  KeepSecrets(JdbcClient jdbc, ObjectMapper json, SecretBox box, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.box = box;
    this.clock = clock;
  }

  /** By their names; of a connection that is gone there are none. */
  Map<String, String> of(long id) {
    Map<String, String> open = new LinkedHashMap<>();
    jdbc.sql("select secrets from connection where id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .ifPresent(
            kept ->
                read(kept)
                    .properties()
                    .forEach(
                        one ->
                            open.put(
                                one.getKey(),
                                box.open(
                                    one.getValue().path("cipher").asText(),
                                    bound(id, one.getKey())))));
    return open;
  }

  void put(long id, Map<String, String> secrets) {
    if (secrets.isEmpty()) {
      return;
    }
    Map<String, Map<String, String>> kept = new HashMap<>();
    secrets.forEach(
        (name, value) ->
            kept.put(
                name,
                Map.of(
                    "cipher", box.seal(value, bound(id, name)),
                    "changedAt", clock.instant().toString())));
    jdbc.sql("update connection set secrets = secrets || cast(:kept as jsonb) where id = :id")
        .param("kept", json.valueToTree(kept).toString())
        .param("id", id)
        .update();
  }

  /** A secret goes with the object it stood in: without {@code cdr} there is no cdr.password. */
  void dropWithoutPlace(long id, JsonNode settings, Set<String> names) {
    for (String name : names) {
      int end = name.lastIndexOf('.');
      if (end > 0 && !settings.at("/" + name.substring(0, end).replace('.', '/')).isObject()) {
        jdbc.sql("update connection set secrets = secrets - cast(:name as text) where id = :id")
            .param("id", id)
            .param("name", name)
            .update();
      }
    }
  }

  private static String bound(long id, String name) {
    return "connection:" + id + ":" + name;
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database holds secrets that are no JSON", e);
    }
  }
}
