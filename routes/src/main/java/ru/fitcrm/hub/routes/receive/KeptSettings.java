package ru.fitcrm.hub.routes.receive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.FoundByToken;

/** The settings of the connections that were sent to last, each of the version it was asked for. */
final class KeptSettings {

  private static final int MOST = 1_000;

  private final Map<ConnectionId, Kept> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConnectionId, Kept> eldest) {
          return size() > MOST;
        }
      };

  private record Kept(long version, Record settings) {}

  <S extends Record> S of(FoundByToken found, Class<S> type, Supplier<S> load) {
    Kept kept = get(found.connection());
    if (kept != null && kept.version() == found.version() && type.isInstance(kept.settings())) {
      return type.cast(kept.settings());
    }
    S settings = load.get();
    put(found.connection(), new Kept(found.version(), settings));
    return settings;
  }

  private synchronized @Nullable Kept get(ConnectionId connection) {
    return last.get(connection);
  }

  private synchronized void put(ConnectionId connection, Kept kept) {
    last.put(connection, kept);
  }
}
