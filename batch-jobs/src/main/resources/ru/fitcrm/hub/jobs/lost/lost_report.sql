-- Who is lost on the date, the last lost first, and what they had last.
select f.id as client_id, f.last_on as last_visit_on, :date - f.last_on as days, f.since as lost_since,
       k.title as contract, k.ends_on, cast(:date - f.since as bigint) as sort, f.id
  from ({gone}) f
  join client c on c.id = f.id
  left join lateral (
    select k.title, k.ends_on from contract k
     where k.client_id = f.id and not k.deleted
     order by k.ends_on desc nulls last, k.id desc limit 1) k on true
 where f.lost{whose}
