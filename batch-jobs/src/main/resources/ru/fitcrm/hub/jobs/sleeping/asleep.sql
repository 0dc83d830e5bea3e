-- Of a slice's people: who sleeps and since when, and who is known to have slept and was active since.
select c.id,
       a.last_activity_on,
       s.sleeping_since as known_since,
       a.last_activity_on + :sleepingDays + 1 as since,
       a.last_activity_on + :sleepingDays < :date
         and c.archived_at is null and c.merged_into is null
         and exists (select 1 from contract k
                      where k.client_id = c.id and k.status = 'ACTIVE' and not k.deleted
                        and (k.starts_on is null or k.starts_on <= :date)
                        and (k.ends_on is null or k.ends_on >= :date))
         and not exists (select 1 from contract k
                          where k.client_id = c.id and k.status = 'FROZEN' and not k.deleted)
         and exists (select 1 from payment p
                      where p.client_id = c.id and p.kind in ('PURCHASE', 'RECURRING')
                        and p.status = 'SUCCEEDED' and not p.deleted) as asleep
  from client c
  left join client_standing s on s.client_id = c.id and s.client_id > :after and s.client_id <= :last
  left join lateral (
    select coalesce(
             (select y.last_activity_on from client_activity y where y.client_id = c.id),
             (select cast(min(p.at) at time zone :zone as date) from payment p
               where p.client_id = c.id and p.status = 'SUCCEEDED' and not p.deleted)) as last_activity_on
  ) a on true
 where c.id > :after and c.id <= :last
