-- The cards and notices a dry run's findings would bring by the clubs' rules; slots as in
-- append_and_react.sql. What joins a card that is open already makes none.
with ranked as (
  select f.*, row_number() over (partition by f.club_id order by f.urgency, f.key) as place,
         count(*) over (partition by f.club_id) as total
    from job_finding f
   where f.run_id = :run and not f.known and (cast(:club as bigint) is null or f.club_id = :club)
), hit as (
  select f.club_id, r.action, f.key,
         coalesce(r.settings ->> 'reason', r.name) as what,
         coalesce(r.settings ->> 'group', r.settings ->> 'code') || ':'
           || case when f.place > 50 and f.total > 50 then 'list'
                   else coalesce(f.client_id::text, f.subject_type || '#' || f.subject_id)
                        || coalesce(':' || (f.data ->> 'contractId'), '') end as slot
    from ranked f
    join rule r on r.club_id = f.club_id and r.event_type = f.type and r.enabled
               and r.action in ('CARD', 'NOTICE') and (r.condition is null or f.data @@ r.condition)
)
select h.club_id, h.action, h.what, count(distinct case h.action when 'CARD' then h.slot else h.key end) as count
  from hit h
 where h.action <> 'CARD'
    or not exists (select 1 from task t where t.club_id = h.club_id and t.slot = h.slot and t.closed_at is null)
 group by h.club_id, h.action, h.what
 order by h.action, count desc, h.what, h.club_id
