package ru.fitcrm.hub.connectors.described;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gateways that are known already: a file each under {@code gateways/}. */
public final class Presets {

  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private Presets() {}

  /**
   * A known gateway with what a connection has of its own laid over it.
   *
   * @param preset name of a file, for example {@code smsc}; null for none
   */
  public static Description with(@Nullable String preset, Description own) {
    ObjectNode whole = preset == null ? JSON.createObjectNode() : read(preset);
    JsonNode over = JSON.valueToTree(own);
    for (Map.Entry<String, JsonNode> part : over.properties()) {
      ObjectNode under = whole.withObjectProperty(part.getKey());
      for (Map.Entry<String, JsonNode> each : part.getValue().properties()) {
        // A form leaves what nobody filled in as an empty list.
        if (!each.getValue().isArray() || !each.getValue().isEmpty()) {
          under.set(each.getKey(), each.getValue());
        }
      }
    }
    return JSON.convertValue(whole, Description.class);
  }

  private static ObjectNode read(String preset) {
    String file = "/gateways/" + preset + ".json";
    try (InputStream in = Presets.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new FileNotFoundException("There is no preset " + preset);
      }
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
