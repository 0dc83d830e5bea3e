package ru.fitcrm.hub.sandbox.onec.front;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param operation what it asks for, as its room names it, for example {@code PutLead}
 * @param user who asked, empty without a login
 * @param headers names in lower case
 * @param body read as UTF-8
 */
public record Request(
    String method,
    String path,
    @Nullable String query,
    String operation,
    String user,
    Map<String, String> headers,
    String body) {

  @Override
  public String toString() {
    return "Request[" + method + " " + path + " " + operation + "]";
  }
}
