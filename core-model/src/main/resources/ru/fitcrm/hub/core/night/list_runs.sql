-- Runs of a job as all clubs see them together, or one club alone.
select r.*, c.*,
       case when cast(:club as bigint) is null or (r.status = 'RUNNING' and c.clubs_owed > 0) then r.status
            when c.clubs_failed > 0 then 'FAILED'
            when c.clubs_stopped > 0 then 'STOPPED'
            else 'COMPLETED' end as seen_status,
       case when cast(:club as bigint) is null then r.ended_at
            when c.clubs_owed = 0 then c.last_ended_at end as seen_ended_at
  from (select * from job_run j
         where j.job = :job and (:after = 0 or j.id < :after) and (cast(:id as bigint) is null or j.id = :id)
           and (cast(:club as bigint) is null
                or exists (select 1 from job_run_club k where k.run_id = j.id and k.club_id = :club))
         order by j.id desc limit :rows) r
 cross join lateral (
   select count(*) filter (where k.state in ('DONE', 'SKIPPED')) as clubs_done, count(*) as clubs_total,
          count(*) filter (where k.state = 'OWED') as clubs_owed,
          count(*) filter (where k.state = 'FAILED') as clubs_failed,
          count(*) filter (where k.state = 'STOPPED') as clubs_stopped,
          count(*) filter (where k.state = 'SKIPPED') as clubs_skipped,
          coalesce(sum(k.found), 0) as found, coalesce(sum(k.made), 0) as made,
          coalesce(sum(k.worked_ms), 0) as worked_ms, max(k.ended_at) as last_ended_at
     from job_run_club k
    where k.run_id = r.id and (cast(:club as bigint) is null or k.club_id = :club)) c
 order by r.id desc
