select r.*, c.*
  from (select * from job_run
         where job = :job and (:after = 0 or id < :after) and (cast(:id as bigint) is null or id = :id)
         order by id desc limit :rows) r
 cross join lateral (
   select count(*) filter (where k.state in ('DONE', 'SKIPPED')) as clubs_done, count(*) as clubs_total,
          coalesce(sum(k.found), 0) as found, coalesce(sum(k.made), 0) as made
     from job_run_club k where k.run_id = r.id) c
 order by r.id desc
