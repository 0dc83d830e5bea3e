package ru.fitcrm.hub.core.box;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.Where;

/**
 * Finds the messages of a box, always along an index. States are written out: partial indexes are
 * only seen with literals. Every call runs inside the club's gate.
 *
 * @param <S> states of the box
 */
public final class SearchBox<S extends Enum<S>> {

  private final JdbcClient jdbc;
  private final BoxTable table;
  private final Class<S> states;

  public SearchBox(JdbcClient jdbc, BoxTable table, Class<S> states) {
    this.jdbc = jdbc;
    this.table = table;
    this.states = states;
  }

  public String table() {
    return table.name();
  }

  /** Where a message stands among the others. */
  public record Place(long id, Instant at) {}

  /**
   * The newest first; one more than the limit, so that the caller sees whether it goes on.
   *
   * @throws InvalidInput if the page begins after a message that is not there, or the box has no
   *     such state
   */
  public <M> List<M> list(BoxQuery query, PageRequest page, RowMapper<M> message) {
    Where where = where(query, asked(query));
    if (page.after() != 0) {
      before(where, timeOf(page.after()), page.after());
    }
    return jdbc.sql(newestFirst(where))
        .params(where.values())
        .param("rows", page.limit() + 1)
        .query(message)
        .list();
  }

  public long count(BoxQuery query, Set<S> wanted) {
    Where where = where(query, wanted);
    return jdbc.sql(count(where)).params(where.values()).query(Long.class).single();
  }

  /**
   * The next messages, the oldest first, locked.
   *
   * @param before messages of this moment or later are left out
   * @param after the last one before; null at the start
   */
  public List<Place> next(
      BoxQuery query, Set<S> wanted, Instant before, @Nullable Place after, int most) {
    Where where = where(query, wanted).and(time() + " < :before", "before", Columns.at(before));
    if (after != null) {
      where
          .and("(" + time() + ", m.id) > (:afterAt, :afterId)")
          .with("afterAt", after.at().atOffset(ZoneOffset.UTC))
          .with("afterId", after.id());
    }
    return jdbc.sql(oldestFirst(where))
        .params(where.values())
        .param("most", most)
        .query((row, i) -> new Place(row.getLong("id"), Columns.time(row, table.time())))
        .list();
  }

  private Set<S> asked(BoxQuery query) {
    String asked = query.state();
    if (asked == null) {
      return EnumSet.noneOf(states);
    }
    return EnumSet.allOf(states).stream()
        .filter(state -> state.name().equals(asked))
        .findFirst()
        .map(EnumSet::of)
        .orElseThrow(
            () ->
                new InvalidInput(
                    "state", "state.unknown", "state must be one of " + EnumSet.allOf(states)));
  }

  private Instant timeOf(long id) {
    return jdbc.sql("select m." + table.time() + " from " + table.name() + " m where m.id = :id")
        .param("id", id)
        .query((row, i) -> Columns.time(row, table.time()))
        .optional()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "cursor", "cursor.invalid", "cursor must be the `next` of the page before"));
  }

  /**
   * @param wanted states; empty for all
   */
  public Where where(BoxQuery query, Collection<S> wanted) {
    String external =
        "m.id = any (array(select e.id from "
            + table.name()
            + " e where e.external_id = :external))";
    Where where =
        new Where()
            .and("m.connection_id = :connection", "connection", query.connection())
            .and("m.kind = :kind", "kind", query.kind())
            .and(table.phone(), "phone", query.phone())
            .and(table.client(), "client", query.clientId())
            .and(table.ref(), "ref", query.ref())
            .and(external, "external", query.externalId())
            .and(time() + " >= :from", "from", Columns.at(query.from()))
            .and(time() + " < :to", "to", Columns.at(query.to()));
    return wanted.isEmpty() ? where : where.and(oneOf(wanted));
  }

  private static String oneOf(Collection<? extends Enum<?>> wanted) {
    return wanted.size() == 1
        ? "m.state = '" + wanted.iterator().next().name() + "'"
        : wanted.stream()
            .map(state -> "'" + state.name() + "'")
            .collect(Collectors.joining(", ", "m.state in (", ")"));
  }

  /** Those before a row of a list, which goes from the newest to the oldest. */
  public Where before(Where where, Instant at, long id) {
    return where
        .and("(" + time() + ", m.id) < (:beforeAt, :beforeId)", "beforeAt", Columns.at(at))
        .with("beforeId", id);
  }

  /** As a list goes: a statement of {@code :rows}. */
  public String newestFirst(Where where) {
    return table.select() + from(where) + "\n order by " + time() + " desc, m.id desc limit :rows";
  }

  /** As a replay goes: a statement of {@code :most}. */
  public String oldestFirst(Where where) {
    return "select m.id, "
        + time()
        + from(where)
        + "\n order by "
        + time()
        + ", m.id limit :most for update";
  }

  public String count(Where where) {
    return "select count(*)" + from(where);
  }

  private String from(Where where) {
    return " from " + table.name() + " m" + where.sql();
  }

  private String time() {
    return "m." + table.time();
  }
}
