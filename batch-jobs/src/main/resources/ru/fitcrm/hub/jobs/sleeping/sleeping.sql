-- A sleep is known by the activity it followed, as a day that no club's limit moves: a limit changed
-- is no new sleep. It ends in waking when there was activity since. A night that
-- comes while a history is loaded sees people sleep whose visits are still to come: waking in days
-- long over is history, too.
select 'client.sleeping' as type,
       'client.sleeping:' || f.id || ':' || (f.last_activity_on + 31) as key,
       'client' as subject_type, f.id as subject_id, f.id as client_id,
       jsonb_build_object('clientId', f.id, 'lastActivityOn', f.last_activity_on, 'since', f.since,
                          'days', :date - f.last_activity_on) as data,
       cast(:date - f.last_activity_on as bigint) as urgency,
       f.since = :date as begins
  from people f
 where f.asleep
union all
select 'client.awake', 'client.awake:' || f.id || ':' || f.known_since, 'client', f.id, f.id,
       jsonb_build_object('clientId', f.id, 'lastActivityOn', f.last_activity_on, 'since', f.known_since),
       0, f.last_activity_on >= :date - 1
  from people f
 where not f.asleep and f.last_activity_on >= f.known_since
