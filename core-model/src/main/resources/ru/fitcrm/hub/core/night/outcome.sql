-- Per club of a run: what it found, and what of that is new or gone since the run of the job before
-- it. What was told by any run before is not new.
with part as (
  select k.club_id, k.found, k.made
    from job_run_club k
   where k.run_id = :run and (cast(:club as bigint) is null or k.club_id = :club)
), previous as (
  select distinct on (k.club_id) k.club_id, k.run_id
    from job_run_club k join part on part.club_id = k.club_id
   where k.job = :job and k.run_id < :run and k.state = 'DONE'
   order by k.club_id, k.run_id desc
), now as (
  select f.club_id, f.key, f.known from job_finding f join part on part.club_id = f.club_id where f.run_id = :run
), before as (
  select f.club_id, f.key from job_finding f join previous p on p.club_id = f.club_id and p.run_id = f.run_id
)
select part.club_id, c.name, c.slug, part.found, part.made, p.run_id as compared_with,
       (select count(*) from now n
         where n.club_id = part.club_id and not n.known
           and not exists (select 1 from before b where b.club_id = n.club_id and b.key = n.key)) as fresh,
       (select count(*) from before b
         where b.club_id = part.club_id
           and not exists (select 1 from now n where n.club_id = b.club_id and n.key = b.key)) as gone
  from part join club c on c.id = part.club_id
  left join previous p on p.club_id = part.club_id
 order by part.found desc, part.club_id
 limit 500
