package ru.fitcrm.hub.connectors.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a question that was asked once. */
public sealed interface Heard {

  /**
   * An answer of any status, whole.
   *
   * @param headers names in lower case
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes as they came, compared by nobody
  record Answered(int status, Map<String, List<String>> headers, byte[] body) implements Heard {

    /** Read as UTF-8. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public boolean isGood() {
      return status >= 200 && status < 300;
    }

    public @Nullable String header(String lowerCaseName) {
      return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst().orElse(null);
    }

    /** Without headers and body: they hold secrets and people. */
    @Override
    public String toString() {
      return "Answered[" + status + "]";
    }
  }

  /**
   * It did not get there: nothing was carried out.
   *
   * @param code {@code unreachable}, {@code certificate} or {@code address-invalid}
   */
  record NotSent(String code, String reason) implements Heard {}

  /**
   * It was sent, and no whole answer came: it may have been carried out.
   *
   * @param code {@code timeout}, {@code connection-cut} or {@code answer-too-large}
   */
  record Lost(String code, String reason) implements Heard {}
}
