package ru.fitcrm.hub.core.message;

import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;

/** What each connection carries. Every call runs inside the club's gate. */
public final class ChannelBook {

  private final JdbcClient jdbc;

  ChannelBook(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes down what a connection carries as it is saved; null: no messages. */
  public void carries(long connection, @Nullable Channel channel) {
    jdbc.sql("update connection set channel = :channel where id = :id")
        .param("channel", Columns.name(channel), Types.VARCHAR)
        .param("id", connection)
        .update();
  }
}
