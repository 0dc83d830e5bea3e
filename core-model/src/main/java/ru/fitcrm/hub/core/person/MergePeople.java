package ru.fitcrm.hub.core.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Makes one person of two records: a lead's calls, cards, lines, notices and numbers go to the
 * person kept, and what went is written down, so that it can be taken back. Events stay as they
 * were told. Runs inside the club's gate.
 */
public final class MergePeople {

  private static final String MERGE = SqlFile.read(MergePeople.class, "merge_people.sql");
  private static final String UNDO = SqlFile.read(MergePeople.class, "undo_merge.sql");
  private static final String REASON = "Объединён с другой записью";

  private static final String INTO =
      """
      select id, kept_id, merged_id, by, merged_at, undone_at from client_merge
       where kept_id = :kept order by id desc limit 100""";

  private final JdbcClient jdbc;
  private final ClientDirectory directory;
  private final Journal journal;
  private final BusinessClock clock;

  MergePeople(JdbcClient jdbc, ClientDirectory directory, Journal journal, BusinessClock clock) {
    this.jdbc = jdbc;
    this.directory = directory;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Merges a lead into another person.
   *
   * @param by who wants it; null for the hub itself
   * @param news whether to tell {@code client.merged}
   * @return id of the merge, for {@link #undo}
   * @throws Conflict if {@code other} is no lead: two clients of the system of record are merged
   *     there
   */
  public long merge(Club club, long kept, long other, @Nullable String by, boolean news) {
    Client unused = directory.writable(kept);
    if (kept == other || directory.writable(other).kind() != ClientKind.LEAD || isMerged(other)) {
      throw new Conflict(
          "merge.notALead", "only another person's lead can be merged into this person");
    }
    Instant now = clock.instant();
    long merge =
        jdbc.sql(MERGE)
            .param("kept", kept)
            .param("other", other)
            .param("by", by, java.sql.Types.VARCHAR)
            .param("reason", REASON)
            .param("now", Columns.at(now))
            .query(Long.class)
            .single();
    if (news) {
      tell(club, "client.merged", kept, Map.of("mergeId", merge, "mergedId", other), merge, now);
    }
    return merge;
  }

  /** Takes a merge back: what was moved returns, what came since stays with the person kept. */
  public void undo(Club club, long merge) {
    Instant now = clock.instant();
    List<Long> kept =
        jdbc.sql(UNDO).param("merge", merge).param("now", Columns.at(now)).query(Long.class).list();
    if (kept.isEmpty()) {
      throw new NotFound("merge", merge);
    }
    tell(club, "client.updated", kept.get(0), Map.of("mergeUndone", merge), merge, now);
  }

  /**
   * A merge.
   *
   * @param by null for the hub itself
   * @param undone it was taken back, or cannot be any more
   */
  public record Merge(
      long id, long keptId, long mergedId, @Nullable String by, Instant mergedAt, boolean undone) {}

  /** Merges into a person, the newest first. */
  public List<Merge> into(long kept) {
    return jdbc.sql(INTO)
        .param("kept", kept)
        .query(
            (row, i) ->
                new Merge(
                    row.getLong("id"),
                    row.getLong("kept_id"),
                    row.getLong("merged_id"),
                    row.getString("by"),
                    Columns.time(row, "merged_at"),
                    row.getObject("undone_at") != null))
        .list();
  }

  /**
   * @throws NotFound if nothing was merged into this person so
   */
  public void undo(Club club, long kept, long merge) {
    if (into(kept).stream().noneMatch(one -> one.id() == merge && !one.undone())) {
      throw new NotFound("merge", merge);
    }
    undo(club, merge);
  }

  private boolean isMerged(long id) {
    return jdbc.sql("select merged_into is not null from client where id = :id")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private void tell(
      Club club, String type, long client, Map<String, Object> data, long merge, Instant now) {
    NewEvent event =
        new NewEvent(type, type + ":merge:" + merge, "client", client, client, data, now);
    journal.append(List.of(event), now, LocalDate.ofInstant(now, club.zone()));
  }
}
