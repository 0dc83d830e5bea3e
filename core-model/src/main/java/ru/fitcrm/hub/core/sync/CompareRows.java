package ru.fitcrm.hub.core.sync;

import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;

/**
 * Holds rows the system has just told against what it told before, by hash, and writes down which
 * differ; one that no longer does is forgotten. A row that is known as rejected is no drift: it is
 * told of as such. Runs inside the club's gate and changes nothing but the list.
 */
final class CompareRows {

  private static final String COMPARE =
      """
      with told as (
        select * from unnest(cast(:refs as text[]), cast(:hashes as bigint[]), cast(:deleted as boolean[]),
                             cast(:owners as text[]), cast(:there as boolean[]))
                 as s(ref, hash, deleted, owner_ref, there)
      ), seen as (
        select s.ref,
               case when t.erased then null
                    when not s.there then case when not t.deleted then 'MISSING_THERE' end
                    when exists (select 1 from rejected_row r
                                  where r.connection_id = :connection and r.entity = :entity and r.ref = s.ref
                                    and r.state <> 'NOTED') then null
                    when t.ref is null then case when not s.deleted then 'MISSING_HERE' end
                    when t.source_hash <> s.hash and not (t.deleted and s.deleted) then 'DIFFERS' end as kind,
               coalesce(s.owner_ref,
                        (select min(x.ref) from external_ref x
                          where x.local_id = t.owner_id and x.entity = 'client' and x.connection_id = :connection))
                 as client_ref
          from told s
          left join lateral ({known} offset 0) t on true
      ), mended as (
        delete from drift d using seen s
         where d.connection_id = :connection and d.entity = :entity and d.ref = s.ref and s.kind is null
      ), written as (
        insert into drift (connection_id, entity, ref, kind, client_ref, found_at, seen_at)
        select :connection, :entity, ref, kind, client_ref, :now, :now from seen where kind is not null order by ref
        on conflict (club_id, connection_id, entity, ref) do update
           set kind = excluded.kind, client_ref = coalesce(excluded.client_ref, drift.client_ref),
               seen_at = excluded.seen_at
        returning 1
      )
      select count(*) from written""";

  private static final String KNOWN_CLIENT =
      """
      select r.ref, r.source_hash, r.deleted, r.erased_at is not null as erased, r.local_id as owner_id
        from external_ref r
       where r.connection_id = :connection and r.entity = 'client' and r.ref = s.ref""";

  private static final String KNOWN_ROW =
      """
      select k.ref, k.source_hash, k.deleted, {owner} as owner_id,
             exists (select 1 from external_ref x
                      where x.entity = 'client' and x.local_id = {owner} and x.erased_at is not null) as erased
        from {table} k
       where k.connection_id = :connection and k.ref = s.ref""";

  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final BusinessClock clock;

  CompareRows(JdbcClient jdbc, ClubDirectory clubs, BusinessClock clock) {
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.clock = clock;
  }

  /**
   * Compares rows.
   *
   * @param asked ids the system was asked for: what of them it did not tell is not there
   * @return rows told and asked for, and how many of them differ as {@code changed}
   */
  Applied compare(long connection, Entity entity, Packet packet, Collection<String> asked) {
    Told told = new Told();
    Sieve sieve = new ReadPacket(clubs.here()).rows(entity, packet);
    sieve.good().forEach(row -> told.add(entity, row));
    Set<String> gone = new HashSet<>(asked);
    sieve.bad().forEach(bad -> gone.remove(bad.rejection().ref()));
    told.refs.forEach(gone::remove);
    gone.stream().sorted().forEach(ref -> told.missing(entity, ref));
    long differing = told.refs.isEmpty() ? 0 : write(connection, entity, told);
    long all = told.refs.size();
    return all == 0
        ? RunWay.Taken.NOTHING
        : new Applied(
            Map.of(entity, new Applied.Counts(all, differing, all - differing, 0, 0)), List.of());
  }

  private long write(long connection, Entity entity, Told told) {
    return jdbc.sql(COMPARE.replace("{known}", known(entity)))
        .param("connection", connection)
        .param("entity", entity.word())
        .param("refs", told.refs.toArray(String[]::new), Types.ARRAY)
        .param("hashes", told.hashes.toArray(Long[]::new), Types.ARRAY)
        .param("deleted", told.deleted.toArray(Boolean[]::new), Types.ARRAY)
        .param("owners", told.owners.toArray(String[]::new), Types.ARRAY)
        .param("there", told.there.toArray(Boolean[]::new), Types.ARRAY)
        .param("now", Columns.at(clock.instant()))
        .query(Long.class)
        .single();
  }

  private static String known(Entity entity) {
    if (entity == Entity.CLIENT) {
      return KNOWN_CLIENT;
    }
    EntityTable table = OwnRows.table(entity);
    // An employee is no client.
    String owner = entity == Entity.SHIFT ? "cast(null as bigint)" : "k." + table.owner();
    return KNOWN_ROW.replace("{table}", table.table()).replace("{owner}", owner);
  }

  /** Rows side by side, as the statement takes them. */
  private static final class Told {

    private final List<String> refs = new ArrayList<>();
    private final List<Long> hashes = new ArrayList<>();
    private final List<Boolean> deleted = new ArrayList<>();
    private final List<@Nullable String> owners = new ArrayList<>();
    private final List<Boolean> there = new ArrayList<>();

    void add(Entity entity, StagedRow row) {
      add(row.ref(), row.hash(), isDeleted(entity, row), owner(entity, row), true);
    }

    void missing(Entity entity, String ref) {
      add(ref, 0, false, entity == Entity.CLIENT ? ref : null, false);
    }

    private void add(
        String ref, long hash, boolean isDeleted, @Nullable String owner, boolean isThere) {
      refs.add(ref);
      hashes.add(hash);
      deleted.add(isDeleted);
      owners.add(owner);
      there.add(isThere);
    }

    private static @Nullable String owner(Entity entity, StagedRow row) {
      return switch (entity) {
        case CLIENT -> row.ref();
        case SHIFT -> null;
        case CONTRACT, PAYMENT, VISIT, BOOKING -> row.ownerRef();
      };
    }

    private static boolean isDeleted(Entity entity, StagedRow row) {
      int at = row.cells().size() - (entity == Entity.CLIENT ? 2 : 1);
      return Boolean.TRUE.equals(row.cells().get(at));
    }
  }
}
