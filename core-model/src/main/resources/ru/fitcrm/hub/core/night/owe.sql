-- Which clubs owe which of the dates that have come: those that were there when the schedule fired
-- and have no row for the date. A club that never ran owes only the last date; one that did owes,
-- by the schedule's policy, all dates since or the last of them. A club that is worked on right now
-- for a date before leaves the new one out, if the schedule wants that.
with due as (
  select * from unnest(cast(:dates as date[]), cast(:zones as text[]), cast(:ats as timestamptz[]), cast(:late as boolean[]))
           as d(date, zone, at, late)
), latest as (
  select zone, max(date) as date from due group by zone
), owed as (
  select c.id as club_id, d.date, d.zone, d.late,
         :skip and exists (
           select 1 from job_run_club b join job_run e on e.id = b.run_id
            where b.club_id = c.id and b.job = :job and b.scheduled and b.state = 'OWED' and b.business_date < d.date
              and e.status = 'RUNNING' and e.beat_at > now() - interval '1 minute') as busy
    from due d
    join club c on c.active and c.created_at <= d.at and (:oneZone or c.timezone = d.zone)
    join latest l on l.zone = d.zone
    left join lateral (
      select max(k.business_date) as date from job_run_club k
       where k.club_id = c.id and k.job = :job and k.scheduled) ran on true
   where case when ran.date is null then d.date = l.date
              when :all then d.date > ran.date
              else d.date = l.date and d.date > ran.date end
), run as (
  insert into job_run (job, business_date, zone, scheduled, caught_up)
  select distinct :job, date, zone, true, late from owed order by date, zone
  on conflict (job, business_date, zone) where scheduled do update
     -- Clubs that came late begin it anew.
     set status = 'RUNNING', ended_at = null, round = job_run.round + 1
  returning id, business_date, zone
)
insert into job_run_club (club_id, run_id, job, business_date, scheduled, state, reason)
select o.club_id, r.id, :job, o.date, true,
       case when o.busy then 'SKIPPED' else 'OWED' end, case when o.busy then 'still-running' end
  from owed o join run r on r.business_date = o.date and r.zone = o.zone
 order by o.club_id, o.date
on conflict do nothing
