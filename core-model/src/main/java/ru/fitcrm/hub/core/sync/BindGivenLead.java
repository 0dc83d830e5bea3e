package ru.fitcrm.hub.core.sync;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.person.MergePeople;

/**
 * Keeps the id the club's system answered a lead with, so that the client who comes back under it
 * is this person, whatever phone 1C has by then. Runs inside the club's gate.
 */
final class BindGivenLead {

  /** Erased while it was on its way: then the id is a tombstone at once. */
  private static final String BIND =
      """
      insert into external_ref (connection_id, entity, ref, local_id, erased_at)
      select :connection, 'client', :ref, coalesce(k.merged_into, k.id), k.erased_at
        from client k where k.id = :lead
      on conflict do nothing""";

  /** The client came under this id before the answer did, or 1C knew the person all along. */
  private static final String KNOWN_AS_ANOTHER =
      """
      select r.local_id
        from external_ref r
        join client lead on lead.id = :lead
        join client known on known.id = r.local_id
       where r.connection_id = :connection and r.entity = 'client' and r.ref = :ref and r.local_id <> lead.id
         and lead.kind = 'LEAD' and lead.merged_into is null and lead.erased_at is null
         and known.merged_into is null and known.erased_at is null
         and not exists (select 1 from client_merge m where m.merged_id = lead.id and m.undone_at is not null)""";

  private static final int LONGEST_REF = 100;

  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final MergePeople people;

  BindGivenLead(JdbcClient jdbc, ClubDirectory clubs, MergePeople people) {
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.people = people;
  }

  /**
   * @param message a lead's, taken by the system
   */
  void bind(OutboxMessage message) {
    String ref = message.externalId();
    Long lead = message.clientId();
    if (ref == null || lead == null || ref.isBlank() || ref.length() > LONGEST_REF) {
      return;
    }
    int bound = given(BIND, message.connectionId(), ref, lead).update();
    if (bound == 0) {
      Optional<Long> known =
          given(KNOWN_AS_ANOTHER, message.connectionId(), ref, lead).query(Long.class).optional();
      known.ifPresent(kept -> merge(kept, lead));
    }
  }

  private JdbcClient.StatementSpec given(String sql, long connection, String ref, long lead) {
    return jdbc.sql(sql).param("connection", connection).param("ref", ref).param("lead", lead);
  }

  private void merge(long kept, long lead) {
    long unused = people.merge(clubs.here(), kept, lead, null, true);
  }
}
