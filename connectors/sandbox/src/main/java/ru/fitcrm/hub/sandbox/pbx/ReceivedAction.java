package ru.fitcrm.hub.sandbox.pbx;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An action as a client sent it.
 *
 * @param at the PBX's clock when it arrived
 * @param session number of the connection it came by, counted from 1 since the PBX was made
 * @param headers all headers in their order; a header may come more than once
 */
public record ReceivedAction(Instant at, int session, List<Header> headers) {

  private static final Set<String> SECRETS = Set.of("secret", "key");

  public ReceivedAction {
    headers = List.copyOf(headers);
  }

  /** One header line. */
  public record Header(String name, String value) {}

  /** What is asked for, for example {@code Originate}; empty when the client named nothing. */
  public String name() {
    String action = field("Action");
    return action == null ? "" : action;
  }

  /** Value of the first header of this name (upper and lower case are the same), or null. */
  public @Nullable String field(String header) {
    for (Header each : headers) {
      if (each.name().equalsIgnoreCase(header)) {
        return each.value();
      }
    }
    return null;
  }

  /** All values of a header that may be repeated, for example {@code Variable}. */
  public List<String> fields(String header) {
    return headers.stream()
        .filter(each -> each.name().equalsIgnoreCase(header))
        .map(Header::value)
        .toList();
  }

  boolean is(String action) {
    return name().equalsIgnoreCase(action);
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  ReceivedAction masked() {
    List<Header> masked = new ArrayList<>();
    for (Header each : headers) {
      boolean secret = SECRETS.contains(each.name().toLowerCase(Locale.ROOT));
      masked.add(secret ? new Header(each.name(), "***") : each);
    }
    return new ReceivedAction(at, session, masked);
  }

  static ReceivedAction parsed(Instant at, int session, List<String> lines) {
    return new ReceivedAction(
        at, session, lines.stream().map(ReceivedAction::header).collect(Collectors.toList()));
  }

  private static Header header(String line) {
    int colon = line.indexOf(':');
    return colon < 0
        ? new Header(line.strip(), "")
        : new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
  }
}
