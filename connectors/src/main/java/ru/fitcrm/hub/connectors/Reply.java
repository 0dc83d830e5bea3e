package ru.fitcrm.hub.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sender is answered, in its own way.
 *
 * @param status of HTTP
 */
public record Reply(int status, String contentType, String body) {

  private static final Pattern CODE = Pattern.compile("\"code\":\"([^\"]+)\"");

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

  /** The code of a problem; of anything else its status. */
  public String code() {
    Matcher code = CODE.matcher(body);
    return status >= 400 && code.find() ? code.group(1) : "http-" + status;
  }
}
