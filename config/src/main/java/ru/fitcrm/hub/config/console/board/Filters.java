package ru.fitcrm.hub.config.console.board;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.board.TaskQuery;

/** What of the board is shown; stands in the address, so that a link shows the same. */
record Filters(
    @Nullable Long branch, @Nullable Long status, @Nullable Long responsible, @Nullable String q) {

  TaskQuery query(Visit visit) {
    return new TaskQuery(
        null, branch, status, responsible, null, blankToNull(), visit.mayFindByDigits(q), false);
  }

  public boolean any() {
    return branch != null || status != null || responsible != null || blankToNull() != null;
  }

  /** As it stands in an address: {@code ?branch=1&q=Иванова}, or nothing. */
  public String inAddress() {
    UriComponentsBuilder address = UriComponentsBuilder.newInstance();
    put(address, "branch", branch);
    put(address, "status", status);
    put(address, "responsible", responsible);
    put(address, "q", blankToNull());
    return address.encode().build().toUriString();
  }

  private static void put(UriComponentsBuilder address, String name, @Nullable Object value) {
    if (value != null) {
      address.queryParam(name, "{" + name + "}").uriVariables(java.util.Map.of(name, value));
    }
  }

  private @Nullable String blankToNull() {
    return q == null || q.isBlank() ? null : q.strip();
  }
}
