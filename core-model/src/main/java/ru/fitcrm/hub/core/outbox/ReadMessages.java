package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.Columns;

/** Rows of {@code outbox_message}. */
final class ReadMessages implements RowMapper<OutboxMessage> {

  private final ObjectMapper json;

  ReadMessages(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public OutboxMessage mapRow(ResultSet row, int number) throws SQLException {
    OutboxState state = OutboxState.valueOf(row.getString("state"));
    @Nullable Instant next = state == OutboxState.WAITING ? Columns.time(row, "next_at") : null;
    return new OutboxMessage(
        new ClubId(row.getLong("club_id")),
        row.getLong("id"),
        row.getLong("connection_id"),
        row.getString("kind"),
        row.getString("source"),
        row.getString("source_id"),
        row.getString("order_key"),
        state,
        row.getBoolean("repeatable"),
        body(row),
        row.getString("phone"),
        Columns.number(row, "client_id"),
        Columns.number(row, "event_id"),
        Columns.number(row, "message_id"),
        row.getInt("attempts"),
        next,
        Columns.time(row, "good_until"),
        row.getLong("claim"),
        row.getString("external_id"),
        row.getString("code"),
        row.getString("reason"),
        Columns.time(row, "created_at"),
        Columns.timeOrNull(row, "settled_at"));
  }

  private JsonNode body(ResultSet row) throws SQLException {
    try {
      return json.readTree(row.getString("body"));
    } catch (JsonProcessingException e) {
      throw new SQLException("The database holds a message that is no JSON", e);
    }
  }
}
