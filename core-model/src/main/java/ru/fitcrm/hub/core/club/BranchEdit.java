package ru.fitcrm.hub.core.club;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.Required;

/** What may be set of a branch. */
public record BranchEdit(@Nullable String name, @Nullable String address) {

  BranchEdit complete() {
    return new BranchEdit(Required.text("name", name), address);
  }
}
