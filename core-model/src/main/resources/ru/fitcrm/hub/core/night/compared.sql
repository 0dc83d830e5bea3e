-- A run's findings in one club beside those of the run before it: the new ones, those that are gone,
-- and the others.
with previous as (
  select max(k.run_id) as run_id from job_run_club k
   where k.club_id = :club and k.job = :job and k.run_id < :run and k.state = 'DONE'
), now as (
  select * from job_finding f where f.club_id = :club and f.run_id = :run
), before as (
  select f.* from job_finding f join previous p on p.run_id = f.run_id where f.club_id = :club
), seen as (
  select n.*, case when n.known or exists (select 1 from before b where b.key = n.key) then 'SAME' else 'NEW' end as change
    from now n
  union all
  select b.*, 'GONE' from before b where not exists (select 1 from now n where n.key = b.key)
)
select s.change, s.type, s.client_id, c.name, cast(s.data as text) as data, s.known
  from seen s left join client c on c.club_id = s.club_id and c.id = s.client_id
 order by array_position(array['NEW', 'GONE', 'SAME'], s.change), s.urgency, s.key
 limit :rows
