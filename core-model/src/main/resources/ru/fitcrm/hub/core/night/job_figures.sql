-- How each job fares. What was found for a date is counted once a club, however many runs it had.
select s.job,
       (select r.ended_at from job_run r
         where r.job = s.job and r.status = 'COMPLETED' and not r.dry_run order by r.ended_at desc limit 1) as last_success,
       cast(extract(epoch from last.ended_at - last.started_at) * 1000 as bigint) as millis,
       coalesce(n.found, 0) as found, coalesce(n.made, 0) as made,
       (select count(*) from job_trouble t join club c on c.id = t.club_id and c.active
         where t.job = s.job and not t.anywhere) as failed_clubs,
       (select count(*) from job_run r
         where r.job = s.job and r.status = 'RUNNING' and r.beat_at > now() - interval '1 minute') as running
  from job_schedule s
  left join lateral (
    select r.business_date, r.started_at, r.ended_at from job_run r
     where r.job = s.job and r.ended_at is not null and not r.dry_run
     order by r.id desc limit 1) last on true
  left join lateral (
    select sum(c.found) as found, sum(c.made) as made
      from (select max(k.found) as found, max(k.made) as made from job_run_club k
             where k.run_id = any (array(select r.id from job_run r
                                          where r.job = s.job and r.business_date = last.business_date
                                            and not r.dry_run))
             group by k.club_id) c) n on true
 order by s.job
