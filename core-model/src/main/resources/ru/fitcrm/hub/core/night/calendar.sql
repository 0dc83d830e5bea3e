-- What became of each night of each job: of a club's runs for a date the last one counts.
select p.business_date, p.job, max(p.run_id) as run,
       count(*) filter (where p.state = 'OWED') as owed,
       count(*) filter (where p.state = 'FAILED') as failed,
       count(*) filter (where p.state = 'STOPPED') as stopped,
       count(*) filter (where p.state = 'SKIPPED') as skipped,
       count(*) as clubs, coalesce(sum(p.found), 0) as found,
       bool_or(r.caught_up) as caught_up,
       bool_or(p.state = 'OWED' and coalesce(r.beat_at > now() - interval '1 minute', false)) as live
  from (select distinct on (k.club_id, k.job, k.business_date) k.*
          from job_run_club k join job_run j on j.id = k.run_id
         where j.business_date between :from and :to and not j.dry_run
           and (cast(:club as bigint) is null or k.club_id = :club)
         order by k.club_id, k.job, k.business_date, k.run_id desc) p
  join job_run r on r.id = p.run_id
 group by p.business_date, p.job
 order by p.business_date, p.job
