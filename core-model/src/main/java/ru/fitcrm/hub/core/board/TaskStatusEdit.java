package ru.fitcrm.hub.core.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.Required;

/** What may be set of a status. A null order is the last place. */
public record TaskStatusEdit(
    @Nullable String name,
    @Nullable Integer order,
    @JsonProperty("final") @Nullable Boolean isFinal) {

  String requiredName() {
    return Required.text("name", name);
  }

  boolean closes() {
    return Boolean.TRUE.equals(isFinal);
  }
}
