package ru.fitcrm.hub.connectors;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** All kinds of connections this hub knows, by name. */
@Component
public final class Connectors {

  private final Map<String, Connector<?>> kinds = new TreeMap<>();

  Connectors(ObjectProvider<Connector<?>> all) {
    all.forEach(connector -> kinds.put(connector.kind(), connector));
  }

  public Collection<Connector<?>> all() {
    return kinds.values();
  }

  public Optional<Connector<?>> find(String kind) {
    return Optional.ofNullable(kinds.get(kind));
  }

  /**
   * @throws InvalidInput naming the kinds there are
   */
  public Connector<?> get(String kind) {
    return find(kind)
        .orElseThrow(
            () ->
                new InvalidInput(
                    "kind",
                    "kind.unknown",
                    "kind must be one of " + String.join(", ", kinds.keySet())));
  }
}
