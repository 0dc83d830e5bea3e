-- The last notice whose day has come, unless a later one has come by now: a night that is caught up
-- says no old things.
select 'licence.notice' as type,
       'licence.notice:' || l.valid_until || ':' || n.day as key,
       'licence' as subject_type, l.club_id as subject_id, cast(null as bigint) as client_id,
       jsonb_build_object('validUntil', l.valid_until, 'day', n.day, 'state', n.state, 'plan', l.plan,
                          'daysLeft', l.valid_until - :date) as data,
       cast(l.valid_until - :date as bigint) as urgency,
       true as begins
  from licence l
  join lateral (
    select day, state, lead(day) over (order by day) as next_day
      from (values (-30, 'ENDING'), (-7, 'ENDING'), (0, 'GRACE'), (3, 'READ_ONLY'), (14, 'BLOCKED')) as v (day, state)
  ) n on l.valid_until + n.day <= :date
     and (n.next_day is null or l.valid_until + n.next_day > :date)
     and (:dryRun or n.next_day is null or l.valid_until + n.next_day > :today)
