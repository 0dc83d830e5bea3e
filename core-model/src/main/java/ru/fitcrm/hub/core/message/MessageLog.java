package ru.fitcrm.hub.core.message;

import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Reads messages, the newest first. Every call runs inside the club's gate. */
public final class MessageLog {

  private static final String LIST =
      """
      select * from message
       where (:after = 0 or id < :after)
         and (cast(:phone as text) is null or address = :phone)
       order by id desc limit :rows""";

  /** With what was said to the records merged into this person. */
  private static final String OF_CLIENT =
      """
      select * from message
       where (:after = 0 or id < :after)
         and client_id = any (array(
           select cast(:client as bigint)
            union all
           select g.merged_id from client_merge g where g.kept_id = :client and g.undone_at is null))
       order by id desc limit :rows""";

  private final JdbcClient jdbc;

  MessageLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Message get(long id) {
    return jdbc.sql("select * from message where id = :id")
        .param("id", id)
        .query(new MessageRows())
        .optional()
        .orElseThrow(() -> new NotFound("message", id));
  }

  /**
   * One more than the limit, so that the caller sees whether it goes on.
   *
   * @param phone an address, E.164 for a phone; null for all
   */
  public List<Message> list(@Nullable String phone, PageRequest page) {
    return jdbc.sql(LIST)
        .param("after", page.after())
        .param("phone", phone, Types.VARCHAR)
        .param("rows", page.limit() + 1)
        .query(new MessageRows())
        .list();
  }

  /** What was written to a person and by them; one more than the limit. */
  public List<Message> ofClient(long client, PageRequest page) {
    return jdbc.sql(OF_CLIENT)
        .param("after", page.after())
        .param("client", client)
        .param("rows", page.limit() + 1)
        .query(new MessageRows())
        .list();
  }
}
