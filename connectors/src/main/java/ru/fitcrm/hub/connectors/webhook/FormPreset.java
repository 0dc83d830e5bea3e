package ru.fitcrm.hub.connectors.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * What is known of a sender of forms: a file each under {@code forms/}.
 *
 * @param secretName header, parameter or field that bears the secret
 * @param reply what it wants to be answered
 */
record FormPreset(String secretName, String reply, Mapping mapping) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static FormPreset of(WebhookInSettings.Preset preset) {
    String file = "/forms/" + preset.name().toLowerCase(Locale.ROOT) + ".json";
    try (InputStream in = FormPreset.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new FileNotFoundException("There is no preset " + preset);
      }
      return JSON.readValue(in, FormPreset.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
