package ru.fitcrm.hub.core.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the people the hub had before the system told of them. A lead whose phone one client of the
 * system has is that client; on several, somebody has to say whose it is. A client known from
 * elsewhere (an import) is the same where phone and name agree.
 */
final class ClaimLeads {

  /**
   * People without a ref of this system who have a phone just told. Rarely any. A lead that was
   * given to the system has one, and may come back under another as a client all the same.
   */
  private static final String CANDIDATES =
      """
      with near as materialized (
        select distinct p.client_id
          from sync_client_change c
          cross join lateral unnest(c.phones) as n(number)
          cross join lateral (
            select k.client_id from client_phone k where k.number = n.number offset 0) p
         where not c.same and not c.deleted and p.client_id <> c.client_id
      )
      select k.id from client k
       where k.id = any (array(select client_id from near)) and k.merged_into is null
         and case when k.kind = 'LEAD'
                  then not exists (select 1 from sync_client_change o where o.client_id = k.id and not o.deleted)
                  else not exists (select 1 from external_ref r
                                    where r.local_id = k.id and r.entity = 'client' and r.connection_id = :connection)
             end
         and not exists (select 1 from client_merge m where m.merged_id = k.id and m.undone_at is not null)
       order by k.id""";

  private static final String CLAIMS =
      """
      with person as (
        select k.id, k.kind, k.name_lower, p.number
          from client k join client_phone p on p.client_id = k.id
         where k.id = any (:ids) and p.client_id = any (:ids)
      ), told as (
        select c.ref, c.client_id, c.known, lower(c.name) as name_lower, n.number
          from sync_client_change c cross join lateral unnest(c.phones) as n(number)
         where not c.same and not c.deleted
      ), claim as (
        select p.id as person, p.kind, t.ref, t.client_id, t.known
          from person p join told t on t.number = p.number
         where p.kind = 'LEAD' or p.name_lower = t.name_lower
        union
        select p.id, p.kind, r.ref, r.local_id, true
          from person p
          cross join lateral (
            select k.client_id from client_phone k where k.number = p.number offset 0) o
          cross join lateral (
            select x.ref, x.local_id from external_ref x
             where x.local_id = o.client_id and x.entity = 'client' and x.connection_id = :connection
               and not x.deleted
               and exists (select 1 from client z where z.id = x.local_id and z.kind = 'CLIENT') offset 0) r
         where p.kind = 'LEAD'
           and not exists (select 1 from sync_client_change c where not c.same and c.client_id = o.client_id)
      )
      select person, kind = 'LEAD' as lead, count(distinct ref) as claimants, min(ref) as ref,
             min(client_id) as client_id, bool_or(known) as known,
             string_agg(distinct '№ ' || client_id, ', ') as who
        from claim
       group by person, kind
       order by kind, person""";

  private static final String BIND =
      """
      update sync_client_change c set client_id = b.person, became = true
        from unnest(cast(:refs as text[]), cast(:people as bigint[])) as b(ref, person)
       where c.ref = b.ref and not c.known""";

  private final JdbcClient jdbc;

  ClaimLeads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One person's claim, as the database counts it. */
  private record Claim(
      long person,
      boolean lead,
      long claimants,
      String ref,
      long clientId,
      boolean known,
      String who) {}

  /** A lead that is the same person as a client. */
  record Merge(long kept, long lead) {}

  /**
   * A lead that may be any of several clients.
   *
   * @param who the clients, for people to look at
   */
  record Question(long lead, String who) {}

  /**
   * What is to be done once the clients are written.
   *
   * @param became people who are clients of the system from now on
   */
  record Claimed(List<Long> became, List<Merge> merges, List<Question> questions) {

    static final Claimed NOTHING = new Claimed(List.of(), List.of(), List.of());
  }

  /** Looks at the differences found, and makes new rows those of people known already. */
  Claimed claim(PacketFrame frame) {
    List<Long> candidates = frame.bind(jdbc.sql(CANDIDATES)).query(Long.class).list();
    if (candidates.isEmpty()) {
      return Claimed.NOTHING;
    }
    List<Claim> claims =
        frame
            .bind(jdbc.sql(CLAIMS))
            .param("ids", candidates.toArray(Long[]::new))
            .query(Claim.class)
            .list();
    return decide(claims);
  }

  private Claimed decide(List<Claim> claims) {
    Map<String, Long> bound = new LinkedHashMap<>();
    List<Merge> merges = new ArrayList<>();
    List<Question> questions = new ArrayList<>();
    for (Claim claim : claims) {
      if (claim.claimants() > 1) {
        if (claim.lead()) {
          questions.add(new Question(claim.person(), claim.who()));
        }
        continue;
      }
      if (!claim.known() && bound.putIfAbsent(claim.ref(), claim.person()) == null) {
        continue;
      }
      if (claim.lead()) {
        long kept = claim.known() ? claim.clientId() : bound.getOrDefault(claim.ref(), 0L);
        merges.add(new Merge(kept, claim.person()));
      }
    }
    bind(bound);
    return new Claimed(List.copyOf(bound.values()), merges, questions);
  }

  private void bind(Map<String, Long> bound) {
    if (!bound.isEmpty()) {
      jdbc.sql(BIND)
          .param("refs", bound.keySet().toArray(String[]::new))
          .param("people", bound.values().toArray(Long[]::new))
          .update();
    }
  }
}
