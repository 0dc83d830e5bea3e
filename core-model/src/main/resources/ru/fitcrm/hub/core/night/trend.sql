-- Per week and job: how many nights, what they found and how long they took, all clubs together.
select cast(date_trunc('week', r.business_date) as date) as week, r.job,
       count(distinct r.business_date) as nights, coalesce(sum(k.found), 0) as found,
       coalesce(sum(k.made), 0) as made, coalesce(sum(k.worked_ms), 0) as worked_ms
  from job_run r join job_run_club k on k.run_id = r.id
 where r.business_date between :from and :to and r.scheduled
   and (cast(:club as bigint) is null or k.club_id = :club)
 group by 1, 2
 order by 1, 2
