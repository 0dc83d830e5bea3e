-- Who missed so many bookings in a row, those with most first, and the days of the last ones.
select f.client_id, cast(f.data ->> 'missed' as bigint) as missed,
       cast(f.data ->> 'lastMissedOn' as date) as last_missed_on,
       (select string_agg(cast(m.missed_on as text), ',' order by m.missed_on)
          from (select cast(b.at at time zone :zone as date) as missed_on
                  from booking b
                 where b.client_id = f.client_id and b.status = 'MISSED' and not b.deleted
                   and b.at < cast(:date as timestamp) at time zone :zone
                 order by b.at desc limit least(cast(f.data ->> 'missed' as bigint), 10)) m) as missed_on,
       k.title as contract,
       -cast(f.data ->> 'missed' as bigint) as sort, f.client_id as id
  from ({losing}) f
  join client c on c.id = f.client_id
  left join lateral (
    select k.title from contract k
     where k.client_id = f.client_id and k.status = 'ACTIVE' and not k.deleted
     order by k.ends_on desc nulls first, k.id desc limit 1) k on true
 where true{whose}
