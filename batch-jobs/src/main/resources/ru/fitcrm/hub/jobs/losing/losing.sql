-- People whose last bookings in a row were all missed. A row of them is known by its first: more
-- missed ones are the same row, and one attended ends it.
select 'client.losing' as type,
       'client.losing:' || c.id || ':' || m.first_missed as key,
       'client' as subject_type, c.id as subject_id, c.id as client_id,
       jsonb_build_object('clientId', c.id, 'missed', m.missed, 'lastMissedOn', m.last_on) as data,
       -m.missed as urgency,
       m.reached_on >= :date - 1 as begins
  from client c
  join lateral (
    select count(*) as missed,
           (array_agg(b.id order by b.at, b.id))[1] as first_missed,
           cast(max(b.at) at time zone :zone as date) as last_on,
           cast((array_agg(b.at order by b.at, b.id))[:missedInARow] at time zone :zone as date) as reached_on
      from booking b
     where b.client_id = c.id and b.status = 'MISSED' and not b.deleted
       and b.at < cast(:date as timestamp) at time zone :zone
       and b.at > coalesce(
             (select max(a.at) from booking a
               where a.client_id = c.id and a.status = 'ATTENDED' and not a.deleted), '-infinity')
  ) m on m.missed >= :missedInARow
 where c.id > :after and c.id <= :last and c.archived_at is null and c.merged_into is null
   and not exists (select 1 from contract k where k.client_id = c.id and k.status = 'FROZEN' and not k.deleted)
