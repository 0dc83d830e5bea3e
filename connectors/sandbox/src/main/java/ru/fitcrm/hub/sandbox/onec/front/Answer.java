package ru.fitcrm.hub.sandbox.onec.front;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back.
 *
 * @param contentType null for none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they go, compared by nobody
public record Answer(
    int status, @Nullable String contentType, byte[] body, Map<String, String> headers) {

  public static Answer of(int status, @Nullable String contentType, byte[] body) {
    return new Answer(status, contentType, body, Map.of());
  }

  /** In UTF-8, whatever the content type says. */
  public static Answer of(int status, @Nullable String contentType, String body) {
    return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, Map.copyOf(more));
  }

  public Answer withBody(byte[] other) {
    return new Answer(status, contentType, other, headers);
  }

  @Override
  public String toString() {
    return "Answer[" + status + ", " + body.length + " bytes]";
  }
}
