package ru.fitcrm.hub.core.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.SecretBox;

/**
 * Secrets that were replaced and still sign beside the new one for a while, so that a receiver may
 * change over at its leisure. Every call runs inside the club's gate.
 */
public final class OldSecrets {

  /** At most so many, the newest; those whose time is over are dropped. */
  private static final String KEEP =
      """
      insert into webhook_endpoint as w (connection_id, old_secrets)
      values (:id, jsonb_build_array(cast(:one as jsonb) || jsonb_build_object('until', now() + :ms * interval '1 ms')))
      on conflict (club_id, connection_id) do update
         set old_secrets = excluded.old_secrets || coalesce((
               select jsonb_agg(s order by n) from jsonb_array_elements(w.old_secrets) with ordinality e(s, n)
                where (s ->> 'until')::timestamptz > now() and n < 10), '[]')""";

  private static final String IN_USE =
      """
      select s ->> 'cipher'
        from webhook_endpoint w cross join jsonb_array_elements(w.old_secrets) s
       where w.connection_id = :id and (s ->> 'until')::timestamptz > now()""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final SecretBox box;

  OldSecrets(JdbcClient jdbc, ObjectMapper json, SecretBox box) {
    this.jdbc = jdbc;
    this.json = json;
    this.box = box;
  }

  /** The secret goes on signing for so long. */
  public void keep(long endpoint, String secret, Duration grace) {
    JsonNode one = json.valueToTree(Map.of("cipher", box.seal(secret, bound(endpoint))));
    jdbc.sql(KEEP)
        .param("id", endpoint)
        .param("one", one.toString())
        .param("ms", grace.toMillis())
        .update();
  }

  /** Those that sign now, the newest first. */
  public List<String> inUse(long endpoint) {
    return jdbc.sql(IN_USE).param("id", endpoint).query(String.class).list().stream()
        .map(cipher -> box.open(cipher, bound(endpoint)))
        .toList();
  }

  private static String bound(long endpoint) {
    return "webhook-endpoint:" + endpoint;
  }
}
