-- Open cards whose day has passed, by who is responsible. Those nobody has sorted yet count, too.
select 'tasks.overdue' as type,
       'tasks.overdue:' || coalesce(t.responsible_id, 0) || ':' || cast(:date as date) as key,
       case when t.responsible_id is null then 'club' else 'employee' end as subject_type,
       coalesce(t.responsible_id, (select hub_club())) as subject_id,
       cast(null as bigint) as client_id,
       jsonb_strip_nulls(jsonb_build_object(
         'employeeId', t.responsible_id, 'unassigned', case when t.responsible_id is null then true end,
         'overdue', count(*), 'unsorted', count(*) filter (where t.status_id is null),
         'oldestDueOn', min(t.due_on), 'oldestTaskId', (array_agg(t.id order by t.due_on, t.id))[1],
         'date', cast(:date as date))) as data,
       -count(*) as urgency,
       true as begins
  from task t
 where t.closed_at is null and t.due_on < :date
 group by t.responsible_id
