select 'client.lost' as type,
       'client.lost:' || f.id || ':' || f.since as key,
       'client' as subject_type, f.id as subject_id, f.id as client_id,
       jsonb_strip_nulls(jsonb_build_object('clientId', f.id, 'lastVisitOn', f.last_on, 'since', f.since)) as data,
       cast(:date - f.since as bigint) as urgency,
       f.since = :date and f.held_until is not null as begins
  from people f
 where f.lost
