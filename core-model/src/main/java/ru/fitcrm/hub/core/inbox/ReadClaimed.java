package ru.fitcrm.hub.core.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.Columns;

/** Reads rows of claimed messages. */
final class ReadClaimed implements RowMapper<Claimed> {

  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private final ObjectMapper json;

  ReadClaimed(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public Claimed mapRow(ResultSet row, int number) throws SQLException {
    return new Claimed(
        new ClubId(row.getLong("club_id")),
        row.getLong("id"),
        row.getLong("connection_id"),
        row.getString("kind"),
        row.getObject("claim", UUID.class),
        row.getInt("attempts"),
        Columns.time(row, "received_at"),
        headers(row.getString("headers")),
        new RawBody(row.getString("content_type"), row.getBytes("body")));
  }

  private Map<String, String> headers(String text) {
    try {
      return json.readValue(text, HEADERS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Headers of a received message are not JSON", e);
    }
  }
}
