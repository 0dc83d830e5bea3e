package ru.fitcrm.hub.connectors.onec.push;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.Reply;

/** One request being taken in: written down and applied the first time somebody asks for it. */
final class Taking {

  private final Supplier<Reply> take;
  private @Nullable Reply reply;
  private @Nullable RuntimeException trouble;

  Taking(Supplier<Reply> take) {
    this.take = take;
  }

  /** What whoever sends JSON is answered. */
  Reply reply() {
    Reply taken = reply;
    if (taken == null) {
      taken = take();
      reply = taken;
    }
    return taken;
  }

  private Reply take() {
    if (trouble != null) {
      throw trouble;
    }
    try {
      return take.get();
    } catch (RuntimeException e) {
      trouble = e;
      throw e;
    }
  }
}
