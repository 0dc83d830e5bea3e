package ru.fitcrm.hub.core.person;

import java.sql.Types;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.core.retention.PastTerm;
import ru.fitcrm.hub.core.retention.Terms;

/**
 * Leads that became no clients and gave no sign of life for the club's months: no call, message,
 * request, line or card since, nothing bought or booked ever. They are erased as on request.
 */
final class OldLeads implements PastTerm {

  private static final String BY = "retention";
  private static final String OLD = SqlFile.read(OldLeads.class, "old_leads.sql");

  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final ErasePerson erase;

  OldLeads(JdbcClient jdbc, ClubDirectory clubs, ErasePerson erase) {
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.erase = erase;
  }

  @Override
  public String name() {
    return "leads";
  }

  /** An erasure looks for the person in every room. */
  @Override
  public int most() {
    return 20;
  }

  @Override
  public long count(Terms terms) {
    return terms.leadsBefore() == null
        ? 0
        : old("select count(*) from (" + OLD + ") old", terms).query(Long.class).single();
  }

  @Override
  public int remove(Terms terms, int most) {
    if (terms.leadsBefore() == null) {
      return 0;
    }
    List<Long> leads =
        old(OLD + " order by c.created_at, c.id limit :most", terms)
            .param("most", most)
            .query(Long.class)
            .list();
    leads.forEach(lead -> erase.erase(clubs.here(), lead, BY));
    return leads.size();
  }

  private JdbcClient.StatementSpec old(String sql, Terms terms) {
    return jdbc.sql(sql)
        .param(
            "before",
            Columns.at(Objects.requireNonNull(terms.leadsBefore())),
            Types.TIMESTAMP_WITH_TIMEZONE);
  }
}
