package ru.fitcrm.hub.core.person;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * Puts people aside, by hand or because the club's system marked them: out of search, jobs and ads,
 * their open cards closed. Runs inside the club's gate.
 */
public final class ArchivePeople {

  private static final String ARCHIVE =
      """
      with archived as (
        update client set archived_at = :now, archive_reason = :reason, version = version + 1
         where id = any (:ids) and archived_at is null
        returning id, version
      ), closed as (
        update task set closed_at = :now, updated_at = :now, version = version + 1
         where client_id = any (array(select id from archived)) and closed_at is null
      )
      select id, version from archived order by id""";

  private final JdbcClient jdbc;

  public ArchivePeople(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A person put aside, and the version of the record that says so. */
  public record Archived(long id, long version) {}

  /** Those of the people that were not aside already. Telling it is the caller's. */
  public List<Archived> archive(List<Long> ids, String reason, Instant now) {
    return jdbc.sql(ARCHIVE)
        .param("now", Columns.at(now))
        .param("reason", reason)
        .param("ids", ids.toArray(Long[]::new))
        .query(Archived.class)
        .list();
  }
}
