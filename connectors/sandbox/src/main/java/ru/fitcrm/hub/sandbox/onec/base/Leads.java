package ru.fitcrm.hub.sandbox.onec.base;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leads the base was given; the same id twice is one lead. */
public final class Leads {

  private final Map<String, TakenLead> byId = new LinkedHashMap<>();

  Leads() {}

  /** Takes a lead, or finds the one taken before under this id. */
  public synchronized TakenLead take(
      String id, String phone, @Nullable String name, @Nullable String comment) {
    TakenLead before = byId.get(id);
    TakenLead now =
        before == null
            ? new TakenLead(id, guid(id), phone, name, comment, 1)
            : new TakenLead(
                id,
                before.ref(),
                before.phone(),
                before.name(),
                before.comment(),
                before.times() + 1);
    byId.put(id, now);
    return now;
  }

  public synchronized Optional<TakenLead> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All of them, oldest first. */
  public synchronized List<TakenLead> all() {
    return List.copyOf(byId.values());
  }

  private static String guid(String id) {
    return UUID.nameUUIDFromBytes(("lead:" + id).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
