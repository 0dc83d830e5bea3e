package ru.fitcrm.hub.core.shift;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.outbox.NewMessage;
import ru.fitcrm.hub.core.outbox.Outbox;

/** Puts changes of work hours to be given to the club's system. Runs inside the club's gate. */
final class SendShift {

  private static final String TAKES =
      "select exists (select 1 from connection where id = :id and kind = any (:kinds))";

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Connections connections;
  private final ShiftTakers takers;

  SendShift(JdbcClient jdbc, Outbox outbox, Connections connections, ShiftTakers takers) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.connections = connections;
    this.takers = takers;
  }

  /** The connection work hours of this branch's employees go to. */
  Optional<ConnectionId> way(@Nullable Long branchId) {
    return takers.kinds().isEmpty()
        ? Optional.empty()
        : connections.enabledFor(branchId, takers.kinds());
  }

  /** Whether a connection is there, switched on or not, and its system takes work hours. */
  boolean takes(long connection) {
    return jdbc.sql(TAKES)
        .param("id", connection)
        .param("kinds", takers.kinds().toArray(String[]::new), Types.ARRAY)
        .query(Boolean.class)
        .single();
  }

  /** It says nothing: what is given is read when it is given. */
  void put(long connection, long shift, long change, @Nullable Long employee) {
    long unused =
        outbox.put(
            new NewMessage(
                connection,
                ShiftMessages.KIND,
                ShiftMessages.SOURCE,
                new ShiftChange(shift, change).toString(),
                employee == null ? "work-shift:" + shift : "work-shifts-of:" + employee,
                JsonNodeFactory.instance.objectNode(),
                null,
                null,
                null));
  }
}
