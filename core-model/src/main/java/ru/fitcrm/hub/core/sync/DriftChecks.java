package ru.fitcrm.hub.core.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * How far the comparing of each connection is, and what it counted last. Every call runs inside the
 * club's gate.
 */
public final class DriftChecks {

  private static final String WANT =
      """
      insert into drift_check (connection_id, wanted_at) values (:connection, :now)
      on conflict (club_id, connection_id) do update set wanted_at = excluded.wanted_at""";

  private static final String BEGIN =
      """
      insert into drift_check (connection_id, weights) values (:connection, cast(:weights as jsonb))
      on conflict (club_id, connection_id) do update
         set wanted_at = null, weights = excluded.weights""";

  private static final String WENT_ON =
      """
      update drift_check set cursors = jsonb_strip_nulls(cursors || cast(:cursor as jsonb))
       where connection_id = :connection""";

  private static final String DONE =
      "update drift_check set compared_at = :now, wanted_at = null where connection_id = :connection";

  private static final String CURSOR =
      "select cursors ->> :name from drift_check where connection_id = :connection";

  private static final String GET = "select * from drift_check where connection_id = :connection";

  private static final TypeReference<Map<String, Both>> WEIGHTS = new TypeReference<>() {};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JdbcClient jdbc;
  private final DriftBook book;
  private final BusinessClock clock;

  DriftChecks(JdbcClient jdbc, DriftBook book, BusinessClock clock) {
    this.jdbc = jdbc;
    this.book = book;
    this.clock = clock;
  }

  /** How much there is on both sides, as it is kept. */
  record Both(long here, long there, @Nullable BigDecimal sumHere, @Nullable BigDecimal sumThere) {

    static Both of(ClubSystem.Weight here, ClubSystem.Weight there) {
      return new Both(here.rows(), there.rows(), here.sum(), there.sum());
    }

    boolean agree() {
      return new DriftCheck.Weighed("", here, there, sumHere, sumThere).isSame();
    }
  }

  /** What comparing a connection came to so far. */
  public DriftCheck of(long connection) {
    long open = book.count(connection);
    return jdbc.sql(GET)
        .param("connection", connection)
        .query(
            (row, i) ->
                new DriftCheck(
                    connection,
                    Columns.timeOrNull(row, "compared_at"),
                    Columns.timeOrNull(row, "wanted_at") != null,
                    open,
                    weighed(read(row.getString("weights")))))
        .optional()
        .orElseGet(() -> new DriftCheck(connection, null, false, open, List.of()));
  }

  private static List<DriftCheck.Weighed> weighed(Map<String, Both> weights) {
    List<DriftCheck.Weighed> list = new ArrayList<>();
    for (Entity entity : Entity.values()) {
      Both both = weights.get(entity.word());
      if (both != null) {
        list.add(
            new DriftCheck.Weighed(
                entity.word(), both.here(), both.there(), both.sumHere(), both.sumThere()));
      }
    }
    return list;
  }

  /** The next night is to compare this connection. */
  void want(long connection) {
    jdbc.sql(WANT)
        .param("connection", connection)
        .param("now", Columns.at(clock.instant()))
        .update();
  }

  /** Comparing has begun: this is what was counted. */
  void begin(long connection, Map<Entity, Both> weights) {
    Map<String, Both> named = new LinkedHashMap<>();
    weights.forEach((entity, both) -> named.put(entity.word(), both));
    jdbc.sql(BEGIN)
        .param("connection", connection)
        .param("weights", JSON.valueToTree(named).toString())
        .update();
  }

  Optional<Both> weight(long connection, Entity entity) {
    return jdbc.sql(GET)
        .param("connection", connection)
        .query((row, i) -> read(row.getString("weights")))
        .optional()
        .map(weights -> weights.get(entity.word()));
  }

  /** Where a sample begins; null at the beginning. */
  @Nullable String cursor(long connection, String name) {
    return jdbc.sql(CURSOR)
        .param("connection", connection)
        .param("name", name)
        .query((row, i) -> Optional.ofNullable(row.getString(1)))
        .optional()
        .flatMap(found -> found)
        .orElse(null);
  }

  /** The next sample begins here; null for the beginning. */
  void keep(long connection, String name, @Nullable String cursor) {
    jdbc.sql(WENT_ON)
        .param("connection", connection)
        .param("cursor", JSON.createObjectNode().put(name, cursor).toString(), Types.VARCHAR)
        .update();
  }

  void done(long connection) {
    jdbc.sql(DONE)
        .param("connection", connection)
        .param("now", Columns.at(clock.instant()))
        .update();
  }

  private static Map<String, Both> read(String text) {
    try {
      return JSON.readValue(text, WEIGHTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database holds weights that are no JSON", e);
    }
  }
}
