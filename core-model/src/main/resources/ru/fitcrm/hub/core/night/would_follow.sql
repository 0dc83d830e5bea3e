-- The cards and notices a dry run's findings would bring by the clubs' rules; slots and recipients as
-- in append_and_react.sql. What joins a card that is open already makes none.
with ranked as (
  select f.*, row_number() over (partition by f.club_id order by f.urgency, f.key) as place,
         count(*) over (partition by f.club_id) as total
    from job_finding f
   where f.run_id = :run and not f.known and (cast(:club as bigint) is null or f.club_id = :club)
), hit as (
  select f.club_id, r.action, f.key, f.client_id, f.subject_type, f.subject_id, r.settings ->> 'to' as receiver,
         coalesce(r.settings ->> 'reason', r.name) as what,
         coalesce(r.settings ->> 'group', r.settings ->> 'code') || ':'
           || case when f.place > 50 and f.total > 50 then 'list'
                   else coalesce(f.client_id::text, f.subject_type || '#' || f.subject_id)
                        || coalesce(':' || (f.data ->> 'contractId'), '') end as slot
    from ranked f
    join rule r on r.club_id = f.club_id and r.event_type = f.type and r.enabled
               and r.action in ('CARD', 'NOTICE') and (r.condition is null or f.data @@ r.condition)
), follows as (
  select h.club_id, h.action, h.what, h.slot as one
    from hit h
   where h.action = 'CARD'
     and not exists (select 1 from task t where t.club_id = h.club_id and t.slot = h.slot and t.closed_at is null)
  union
  select h.club_id, h.action, h.what, h.key || '#' || c.responsible_id
    from hit h join client c on c.club_id = h.club_id and c.id = h.client_id
   where h.action = 'NOTICE' and h.receiver = 'RESPONSIBLE' and c.responsible_id is not null
  union
  select h.club_id, h.action, h.what, h.key || '#' || p.id
    from hit h
    join employee p on p.club_id = h.club_id
                   and (p.role = h.receiver
                        or h.receiver = 'EMPLOYEE' and h.subject_type = 'employee' and p.id = h.subject_id)
   where h.action = 'NOTICE'
)
select club_id, action, what, count(*) as count
  from follows
 group by club_id, action, what
 order by action, count desc, what, club_id
