package ru.fitcrm.hub.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What a sender is answered, in its own way.
 *
 * @param status of HTTP
 */
public record Reply(int status, String contentType, String body) {

  public static Reply json(int status, JsonNode body) {
    return new Reply(status, "application/json", body.toString());
  }

  public static Reply text(int status, String body) {
    return new Reply(status, "text/plain;charset=UTF-8", body);
  }

  /**
   * A refusal as RFC 9457 has it.
   *
   * @param code stable, for example {@code secret.wrong}
   */
  public static Reply problem(int status, String code, String detail) {
    return new Reply(
        status,
        "application/problem+json",
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "urn:fitcrm-hub:problem:" + code)
            .put("status", status)
            .put("code", code)
            .put("detail", detail)
            .toString());
  }
}
