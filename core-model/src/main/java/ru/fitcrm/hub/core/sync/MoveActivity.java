package ru.fitcrm.hub.core.sync;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Moves people's last activity: by a visit that took place and a purchase the client made, not by
 * an automatic debit, a refund or a payment that failed. What turns out not to have been takes it
 * back.
 */
final class MoveActivity {

  private static final String MOVE =
      """
      insert into client_activity (client_id, last_activity_on)
      select m.client_id, m.day
        from (select c.owner_id as client_id,
                     max(least(cast(c.at at time zone :zone as date), cast(:today as date))) as day
                from sync_{entity}_change c
               where c.owner_id is not null and not c.same and {counts}
               group by c.owner_id) m
        left join lateral (
          select last_activity_on from client_activity a where a.client_id = m.client_id offset 0) a on true
       where a.last_activity_on is null or a.last_activity_on < m.day
       order by m.client_id
      on conflict (club_id, client_id) do update
         set last_activity_on = greatest(client_activity.last_activity_on, excluded.last_activity_on)""";

  /** People one of whose visits or purchases is no more what it was. */
  private static final String TAKE_BACK =
      """
      with person as materialized (
        select distinct was_client_id as id from sync_{entity}_change c
         where known and not same and {counted}
           and (not ({counts}) or owner_id <> was_client_id or at < was_at)
      ), last as (
        select p.id,
               greatest((select max(v.at) from visit v where v.client_id = p.id and not v.deleted),
                        (select max(y.at) from payment y
                          where y.client_id = p.id and not y.deleted
                            and y.kind = 'PURCHASE' and y.status = 'SUCCEEDED')) as at
          from person p
      )
      update client_activity a
         set last_activity_on = case when l.at is not null
                                  then least(cast(l.at at time zone :zone as date), cast(:today as date)) end
        from last l
       where a.client_id = any (array(select id from person)) and a.client_id = l.id""";

  /** Of the whole club, from all that is known. Only what differs is written. */
  private static final String SETTLE =
      """
      insert into client_activity (club_id, client_id, last_activity_on)
      select :club, m.client_id, m.day
        from (select f.client_id,
                     least(cast(max(f.at) at time zone :zone as date), cast(:today as date)) as day
                from (select client_id, max(at) as at from visit where not deleted group by client_id
                      union all
                      select client_id, max(at) from payment
                       where kind = 'PURCHASE' and status = 'SUCCEEDED' and not deleted group by client_id) f
               group by f.client_id) m
        left join client_activity a on a.client_id = m.client_id
       where a.last_activity_on is distinct from m.day
       order by m.client_id
      on conflict (club_id, client_id) do update set last_activity_on = excluded.last_activity_on""";

  private static final String VISIT_COUNTS = "not c.deleted";
  private static final String VISIT_COUNTED = "not c.was_deleted";
  private static final String PURCHASE_COUNTS =
      "c.kind = 'PURCHASE' and c.status = 'SUCCEEDED' and not c.deleted";
  private static final String PURCHASE_COUNTED =
      "c.was_kind = 'PURCHASE' and c.was_status = 'SUCCEEDED' and not c.was_deleted";

  private final JdbcClient jdbc;

  MoveActivity(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By the rows of this entity that were just merged. */
  void by(Entity entity, MergeRows.Merged merged, PacketFrame frame) {
    if (entity != Entity.VISIT && entity != Entity.PAYMENT) {
      return;
    }
    if (merged.altered() > 0) {
      frame.bind(jdbc.sql(fill(TAKE_BACK, entity))).update();
    }
    if (merged.added() + merged.altered() > 0) {
      frame.bind(jdbc.sql(fill(MOVE, entity))).update();
    }
  }

  /** Brings everybody's last activity in step with all visits and purchases. */
  void settle(PacketFrame frame) {
    frame.bind(jdbc.sql(SETTLE)).update();
  }

  private static String fill(String sql, Entity entity) {
    boolean visit = entity == Entity.VISIT;
    return sql.replace("{entity}", entity.word())
        .replace("{counts}", visit ? VISIT_COUNTS : PURCHASE_COUNTS)
        .replace("{counted}", visit ? VISIT_COUNTED : PURCHASE_COUNTED);
  }
}
