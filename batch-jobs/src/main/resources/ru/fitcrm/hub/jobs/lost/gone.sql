-- Of a slice's people: who does not come any more, and since when. What held somebody is asked of
-- the lost alone.
with come as materialized (
  select c.id, s.lost_since as known_since, v.last_on,
         c.kind = 'CLIENT' and c.archived_at is null and c.merged_into is null
           and (v.last_on is null or v.last_on + :lostDays <= :date)
           and not exists (select 1 from contract k
                            where k.client_id = c.id and k.status = 'ACTIVE' and not k.deleted
                              and (k.ends_on is null or k.ends_on >= :date))
           and not exists (select 1 from booking b
                            where b.client_id = c.id and b.status in ('PLANNED', 'CONFIRMED') and not b.deleted
                              and b.at >= cast(:date as timestamp) at time zone :zone)
           and not exists (select 1 from task t
                            where t.client_id = c.id and t.closed_at is null and t.due_on > :date) as lost
    from client c
    left join client_standing s on s.client_id = c.id and s.client_id > :after and s.client_id <= :last
    left join lateral (
      select cast(max(x.at) at time zone :zone as date) as last_on
        from visit x where x.client_id = c.id and not x.deleted) v on true
   where c.id > :after and c.id <= :last
), held as materialized (
  -- The first day nothing held them any more.
  select p.*,
         case when p.lost then greatest(
           p.last_on + :lostDays,
           (select max(k.ends_on) + 1 from contract k where k.client_id = p.id and not k.deleted),
           (select cast(max(b.at) at time zone :zone as date) + 1 from booking b
             where b.client_id = p.id and b.status <> 'CANCELLED' and not b.deleted)) end as held_until
    from come p
)
select h.id, h.known_since, h.last_on,
       coalesce(h.known_since, least(:date, h.held_until), :date) as since, h.held_until, h.lost
  from held h
