package ru.fitcrm.hub.connectors;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.inbox.RawBody;

/**
 * What somebody sent to {@code /in/{token}}.
 *
 * @param headers by name, whatever its case; of several with one name the first
 * @param query parameters of the address, of several with one name the first that is filled
 * @param sender network address it came from
 */
public record InRequest(
    Map<String, String> headers, Map<String, String> query, String sender, RawBody body) {

  public InRequest {
    TreeMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
    query = Map.copyOf(query);
  }

  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** Without headers and body: they hold secrets and people. */
  @Override
  public String toString() {
    return "InRequest[" + body + "]";
  }
}
