-- How many events a rule would have answered, and how many tellings would have come of it.
with hit as (
  select e.client_id, e.subject_type, e.subject_id
    from event e
   where e.type = :type and e.recorded_at > :since
     and (cast(:condition as jsonpath) is null or e.data @@ cast(:condition as jsonpath))
)
select (select count(*) from hit) as events,
       case
         when :to = 'CLIENT' then
           (select count(*) from hit join client c on c.id = hit.client_id where c.archived_at is null)
         when :to = 'RESPONSIBLE' then
           (select count(*) from hit join client c on c.id = hit.client_id where c.responsible_id is not null)
         when :to = 'EMPLOYEE' then
           (select count(*) from hit join employee p on p.id = hit.subject_id where hit.subject_type = 'employee')
         when :to = 'FIXED' then (select count(*) from hit)
         else (select count(*) from hit) * (select count(*) from employee e where e.role = :to)
       end as told
