package ru.fitcrm.hub.core.replay;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.box.BoxQuery;
import ru.fitcrm.hub.core.box.SearchBox;
import ru.fitcrm.hub.core.box.SearchBox.Place;

/**
 * A box whose messages are rows of one table that say which replay they belong to.
 *
 * @param <S> states of the box
 */
public abstract class ReplayTable<S extends Enum<S>> implements ReplayBox {

  private final JdbcClient jdbc;
  private final SearchBox<S> search;
  private final ReplayStates<S> states;

  protected ReplayTable(JdbcClient jdbc, SearchBox<S> search, ReplayStates<S> states) {
    this.jdbc = jdbc;
    this.search = search;
    this.states = states;
  }

  /**
   * Has messages tried again.
   *
   * @param ids only those of these
   * @param from only those in one of these states
   * @param replay task they are to belong to; null if one message is replayed by itself
   * @param author for their history
   * @return how many wait again
   */
  protected abstract int waitAgain(
      List<Long> ids, Set<S> from, @Nullable Long replay, String author);

  @Override
  public final long count(BoxQuery query, boolean again) {
    return search.count(query, states.of(query.state(), again));
  }

  @Override
  public final int underWay(long replay) {
    return jdbc.sql(
            "select count(*) from "
                + search.table()
                + " where replay_id = :replay and state = any (:open)"
                + " and next_at < now() + interval '1 minute'")
        .param("replay", replay)
        .param("open", states.open().stream().map(Enum::name).toArray(String[]::new))
        .query(Integer.class)
        .single();
  }

  @Override
  public final Map<String, Long> states(long replay) {
    Map<String, Long> counts = new HashMap<>();
    jdbc.sql(
            "select state, count(*) from "
                + search.table()
                + " where replay_id = :replay group by state")
        .param("replay", replay)
        .query(
            row -> {
              counts.put(row.getString(1), row.getLong(2));
            });
    return counts;
  }

  @Override
  public final Slice replay(Turn turn) {
    Set<S> wanted = states.of(turn.query().state(), turn.again());
    Instant afterAt = turn.afterAt();
    Place after = afterAt == null ? null : new Place(turn.afterId(), afterAt);
    List<Place> next = search.next(turn.query(), wanted, turn.before(), after, turn.most());
    if (next.isEmpty()) {
      return new Slice(0, 0, null, turn.afterId());
    }
    int done =
        waitAgain(
            next.stream().map(Place::id).toList(),
            wanted,
            turn.replay(),
            turn.author() + ", replay " + turn.replay());
    return new Slice(next.size(), done, next.getLast().at(), next.getLast().id());
  }
}
