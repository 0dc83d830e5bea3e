package ru.fitcrm.hub.core.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import ru.fitcrm.hub.core.platform.Columns;

/** Rows of {@code message}. */
final class MessageRows implements RowMapper<Message> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Message mapRow(ResultSet row, int number) throws SQLException {
    @Nullable String channel = row.getString("channel");
    return new Message(
        row.getLong("id"),
        MessageDirection.valueOf(row.getString("direction")),
        Columns.number(row, "client_id"),
        Columns.number(row, "employee_id"),
        channel == null ? null : Channel.valueOf(channel),
        Columns.number(row, "connection_id"),
        row.getString("address"),
        row.getString("subject"),
        row.getString("text"),
        Purpose.valueOf(row.getString("purpose")),
        MessageState.valueOf(row.getString("state")),
        row.getString("code"),
        row.getString("reason"),
        Columns.number(row, "rule_id"),
        Columns.number(row, "event_id"),
        row.getString("author"),
        Columns.time(row, "created_at"),
        Columns.timeOrNull(row, "held_until"),
        Columns.timeOrNull(row, "sent_at"),
        Columns.timeOrNull(row, "accepted_at"),
        Columns.timeOrNull(row, "delivered_at"),
        Columns.timeOrNull(row, "read_at"),
        media(row.getString("media")));
  }

  /** As the column {@code media} holds it. */
  static @Nullable String stored(@Nullable MessageFile file) {
    return file == null ? null : JSON.valueToTree(file).toString();
  }

  private static @Nullable MessageFile media(@Nullable String stored) throws SQLException {
    if (stored == null) {
      return null;
    }
    try {
      return JSON.readValue(stored, MessageFile.class);
    } catch (JsonProcessingException e) {
      throw new SQLException("The database holds a file of a message that cannot be read", e);
    }
  }
}
