-- Who sleeps on the date, the last to fall asleep first, and what they pay for without coming.
select f.id as client_id, f.last_activity_on, :date - f.last_activity_on as days, f.since as sleeping_since,
       k.title as contract, k.ends_on, cast(:date - f.last_activity_on as bigint) as sort, f.id
  from ({asleep}) f
  join client c on c.id = f.id
  left join lateral (
    select k.title, k.ends_on from contract k
     where k.client_id = f.id and k.status = 'ACTIVE' and not k.deleted
       and (k.starts_on is null or k.starts_on <= :date) and (k.ends_on is null or k.ends_on >= :date)
     order by k.ends_on desc nulls first, k.id desc limit 1) k on true
 where f.asleep{whose}
