package ru.fitcrm.hub.core.sync;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.ArchivePeople;

/**
 * Merges staged clients into the hub's people. The system is master of name, phones, e-mail and
 * birth date; who is responsible, where a person came from, cards and comments are the hub's own. A
 * file is master of nothing: of people a system tells of it fills in what is missing, of others it
 * writes what it says and takes nothing away, and it brings nobody back from the archive.
 */
final class MergeClients {

  /** What the archive says of people the system marked for deletion; only these come back by it. */
  static final String MARKED = "Помечен на удаление в 1С";

  static final List<String> STAGING_TABLES =
      List.of(
          """
          create temporary table sync_client (
            ref text storage plain collate "C", version bigint, hash bigint, owner_ref text storage plain collate "C", bare boolean,
            name text storage plain, email text storage plain, birth_date date, branch_ref text storage plain, deleted boolean, phones text[] storage plain
          ) on commit delete rows""",
          """
          create temporary table sync_client_change (
            client_id bigint, known boolean, same boolean, became boolean, ref text storage plain collate "C", version bigint, hash bigint,
            bare boolean, name text storage plain, email text storage plain, birth_date date, branch_id bigint, deleted boolean, phones text[] storage plain,
            was_deleted boolean, was_kind text storage plain, fields text[] storage plain
          ) on commit delete rows""");

  private static final String FIND =
      """
      with found as (
        insert into sync_client_change
        select coalesce(r.local_id, nextval('client_id_seq')), r.local_id is not null,
               r.source_hash is not distinct from s.hash, false, s.ref, coalesce(s.version, r.source_version),
               s.hash, s.bare, s.name, s.email, s.birth_date,
               coalesce((select b.local_id from external_ref b
                          where b.connection_id = :connection and b.entity = 'branch' and b.ref = s.branch_ref),
                        (select b.id from branch b where b.name = s.branch_ref)),
               s.deleted, s.phones, r.deleted, k.kind,
               case when not s.bare then array_remove(array[
                 case when k.name is distinct from s.name then 'name' end,
                 case when k.email is distinct from s.email then 'email' end,
                 case when k.birth_date is distinct from s.birth_date then 'birthDate' end,
                 case when array(select p.number from client_phone p
                                  where p.client_id = k.id and p.of_system order by p.position)
                           is distinct from s.phones then 'phones' end], null) end
          from sync_client s
          left join lateral (
            select local_id, source_version, source_hash, deleted, erased_at from external_ref x
             where x.connection_id = :connection and x.entity = 'client' and x.ref = s.ref offset 0) r on true
          left join lateral (
            select id, kind, name, email, birth_date from client c
             where c.id = r.local_id and r.source_hash <> s.hash offset 0) k on true
         where case when r.local_id is null then not s.bare
                    else r.erased_at is null
                         and coalesce(s.version >= r.source_version, true)
                         and (s.hash <> r.source_hash
                              or coalesce(s.version > coalesce(r.source_version, -1), false)) end
        returning known, same
      )
      select count(*) filter (where not known) as added,
             count(*) filter (where known and not same) as altered,
             count(*) filter (where known and same) as touched,
             0 as waiting
        from found""";

  private static final String INSERT_PEOPLE =
      """
      insert into client (club_id, id, kind, name, email, birth_date, branch_id, source, created_at, archived_at, archive_reason)
      overriding system value
      select :club, client_id, 'CLIENT', name, email, birth_date, branch_id, case when :file then 'import' else '1c' end, :now,
             case when deleted then cast(:now as timestamptz) end, case when deleted then :marked end
        from sync_client_change
       where not known and not became""";

  private static final String INSERT_REFS =
      """
      insert into external_ref (club_id, connection_id, entity, ref, local_id, source_version, source_hash, deleted)
      select :club, :connection, 'client', ref, client_id, version, hash, deleted
        from sync_client_change
       where not known""";

  private static final String INSERT_PHONES =
      """
      insert into client_phone (club_id, client_id, number, position, of_system)
      select :club, c.client_id, n.number, n.place - 1, not :file
        from sync_client_change c cross join lateral unnest(c.phones) with ordinality as n(number, place)
       where not c.known and not c.became""";

  private static final String UPDATE_PEOPLE =
      """
      update client k
         set kind = case when c.was_kind = 'LEAD' and c.deleted then k.kind else 'CLIENT' end,
             name = case when c.bare then k.name when c.kept then coalesce(k.name, c.name)
                    when c.given or :file then coalesce(c.name, k.name) else c.name end,
             email = case when c.bare then k.email when c.kept then coalesce(k.email, c.email)
                     when c.given or :file then coalesce(c.email, k.email) else c.email end,
             birth_date = case when c.bare then k.birth_date when c.kept then coalesce(k.birth_date, c.birth_date)
                          when c.given or :file then coalesce(c.birth_date, k.birth_date) else c.birth_date end,
             branch_id = case when c.kept then coalesce(k.branch_id, c.branch_id)
                         else coalesce(c.branch_id, k.branch_id) end,
             archived_at = case when c.back then null else k.archived_at end,
             archive_reason = case when c.back then null else k.archive_reason end,
             version = k.version + 1
        from (select s.*,
                     s.became or s.was_kind = 'LEAD' as given,
                     not :file and not s.deleted and (s.became or s.was_kind = 'LEAD' or s.was_deleted and a.archive_reason = :marked) as back,
                     :file and exists (
                       select 1 from external_ref o
                        where o.local_id = s.client_id and o.entity = 'client' and o.connection_id <> :connection
                          and o.source_hash <> 0)
                       as kept
                from sync_client_change s join client a on a.id = s.client_id
               where a.id = any (array(select client_id from sync_client_change where (known or became) and not same))
             ) c
       where k.id = any (array(select client_id from sync_client_change where (known or became) and not same))
         and k.id = c.client_id""";

  private static final String UPDATE_REFS =
      """
      update external_ref r
         set source_version = c.version, source_hash = c.hash, deleted = c.deleted
        from sync_client_change c
       where r.connection_id = :connection and r.entity = 'client'
         and r.ref = any (array(select ref from sync_client_change where known)) and r.ref = c.ref and c.known""";

  private static final String DROP_PHONES =
      """
      delete from client_phone p using sync_client_change c
       where p.client_id = any (array(select client_id from sync_client_change where known and not same and not bare))
         and p.client_id = c.client_id and p.of_system and not :file and p.number <> all (c.phones)""";

  private static final String PUT_PHONES =
      """
      insert into client_phone (client_id, number, position, of_system)
      select c.client_id, n.number, n.place - 1, not :file
        from sync_client_change c cross join lateral unnest(c.phones) with ordinality as n(number, place)
       where (c.known and not c.same or c.became) and not c.bare
      on conflict (club_id, number, client_id) do update
         set position = excluded.position, of_system = true
       where not :file""";

  private static final String FREE_LEAD_NUMBERS =
      """
      delete from lead_phone
       where client_id = any (array(
         select client_id from sync_client_change where became or was_kind = 'LEAD' and not deleted))""";

  /** What a file said of their contracts, the system says itself from now on. */
  private static final String DROP_CONTRACTS_OF_FILES =
      """
      update contract set deleted = true, status = 'TERMINATED', version = version + 1
       where connection_id = 0 and not :file and not deleted
         and client_id = any (array(
         select client_id from sync_client_change where became or was_kind = 'LEAD' and not deleted))""";

  private static final String MARKED_NOW =
      """
      select client_id from sync_client_change
       where deleted and not same and (known or became) order by client_id""";

  private final JdbcClient jdbc;
  private final ClaimLeads leads;
  private final ArchivePeople archive;

  MergeClients(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.leads = new ClaimLeads(jdbc);
    this.archive = new ArchivePeople(jdbc);
  }

  /**
   * What became of the clients of a packet.
   *
   * @param archived those put aside by a deletion mark
   */
  record Outcome(
      MergeRows.Merged merged, ClaimLeads.Claimed claimed, List<ArchivePeople.Archived> archived) {}

  Outcome merge(PacketFrame frame) {
    MergeRows.Merged merged = frame.bind(jdbc.sql(FIND)).query(MergeRows.Merged.class).single();
    if (merged.added() + merged.altered() + merged.touched() == 0) {
      return new Outcome(merged, ClaimLeads.Claimed.NOTHING, List.of());
    }
    ClaimLeads.Claimed claimed = leads.claim(frame);
    if (merged.added() > 0) {
      run(INSERT_PEOPLE, frame);
      run(INSERT_REFS, frame);
      run(INSERT_PHONES, frame);
    }
    List<ArchivePeople.Archived> archived = List.of();
    if (merged.altered() > 0 || !claimed.became().isEmpty()) {
      archived = alter(frame);
    }
    if (merged.altered() + merged.touched() > 0) {
      run(UPDATE_REFS, frame);
    }
    return new Outcome(merged, claimed, archived);
  }

  private List<ArchivePeople.Archived> alter(PacketFrame frame) {
    run(UPDATE_PEOPLE, frame);
    run(DROP_PHONES, frame);
    run(PUT_PHONES, frame);
    run(FREE_LEAD_NUMBERS, frame);
    run(DROP_CONTRACTS_OF_FILES, frame);
    List<Long> marked = jdbc.sql(MARKED_NOW).query(Long.class).list();
    return marked.isEmpty() ? List.of() : archive.archive(marked, MARKED, frame.now());
  }

  private void run(String sql, PacketFrame frame) {
    frame.bind(jdbc.sql(sql)).param("marked", MARKED).update();
  }
}
