-- Inserts the events whose keys are new and lets the club's rules react to exactly those, in one
-- statement: whatever happens twice, happens once. Keys and slots are taken in order, so that two
-- writers of the same ones wait for each other instead of deadlocking. Rows to join are named by an
-- array: it is worked out first and becomes an index condition, whatever the planner knows of a table.
with told as (
  select *
    from jsonb_to_recordset(cast(:events as jsonb)) as t(
           ordinal int, type text, key text, "subjectType" text, "subjectId" bigint,
           "clientId" bigint, data jsonb, "occurredAt" timestamptz)
), new_key as (
  insert into event_key (key)
  select key from told order by key
  on conflict do nothing
  returning key
), new_event as (
  insert into event (type, key, subject_type, subject_id, client_id, data, occurred_at)
  select t.type, t.key, t."subjectType", t."subjectId", t."clientId", t.data, t."occurredAt"
    from told t join new_key using (key)
   order by t.ordinal
  returning *
), licence_over as (
  select exists (select 1 from licence where valid_until <= cast(:today as date) - :grace) as so
), hit as (
  select e.id as event_id, e.type, e.subject_type, e.subject_id, e.client_id, e.data, e.occurred_at,
         r.id as rule_id, r.action, r.settings,
         -- What is one of too many for cards of their own is a line of the card of that day's list.
         coalesce(r.settings ->> 'group', r.settings ->> 'code') || ':'
           || case when jsonb_exists(e.data, 'listedOn') then 'list#' || (e.data ->> 'listedOn')
                   else coalesce(e.client_id::text, e.subject_type || '#' || e.subject_id)
                        || coalesce(':' || (e.data ->> 'contractId'), '') end as slot
    from new_event e
    join rule r on r.event_type = e.type and r.enabled
               and (r.condition is null or e.data @@ r.condition)
               -- Of its own end a club is told whatever it has paid.
               and (e.type = 'licence.notice' or not (select so from licence_over))
), card as (
  select slot,
         min(client_id) filter (where not jsonb_exists(data, 'listedOn')) as client_id,
         (array_agg(settings ->> 'code' order by event_id, rule_id))[1] as reason_code,
         (array_agg(settings ->> 'reason' order by event_id, rule_id))[1] as reason,
         (array_agg(settings ->> 'nextStep' order by event_id desc, rule_id desc)
            filter (where jsonb_exists(settings, 'nextStep')))[1] as next_step,
         min(cast(:today as date) + (settings ->> 'dueInDays')::int) as due_on,
         (array_agg((data ->> 'branchId')::bigint order by event_id))[1] as branch_id,
         min(occurred_at) as occurred_at
    from hit
   where action = 'CARD'
   group by slot
), put_card as (
  insert into task (client_id, reason_code, reason, slot, next_step, due_on, responsible_id, branch_id,
                    created_at, updated_at)
  select card.client_id, card.reason_code, card.reason, card.slot, card.next_step, card.due_on,
         c.responsible_id,
         coalesce(c.branch_id, (select b.id from branch b where b.id = card.branch_id)), cast(:now as timestamptz), cast(:now as timestamptz)
    from card
    left join client c on c.id = card.client_id and c.id = any (array(select client_id from card))
   order by card.slot
  on conflict (club_id, slot) where closed_at is null do update
     set next_step = coalesce(excluded.next_step, task.next_step),
         due_time = case when excluded.due_on < task.due_on then null else task.due_time end,
         due_on = least(task.due_on, excluded.due_on),
         updated_at = excluded.updated_at,
         version = task.version + 1
  returning id, slot, client_id, reason_code, branch_id, xmax = 0 as made
), done_card as (
  -- The step a card was made for is done: a card that was for nothing else closes.
  update task t
     set next_step = null, due_on = null, due_time = null,
         closed_at = case when t.reason_code = h.code then cast(:now as timestamptz) end,
         updated_at = cast(:now as timestamptz), version = t.version + 1
    from (select distinct slot, settings ->> 'code' as code, settings ->> 'nextStep' as next_step
            from hit where action = 'DONE') h
   where t.slot = any (array(select slot from hit where action = 'DONE'))
     and t.slot = h.slot and t.closed_at is null and t.next_step = h.next_step
  returning t.id, t.client_id, t.reason_code, t.version, t.closed_at
), done_key as (
  insert into event_key (key)
  select 'task.closed:' || id || ':' || version from done_card where closed_at is not null order by id
  on conflict do nothing
), done_event as (
  insert into event (type, key, subject_type, subject_id, client_id, data, occurred_at)
  select 'task.closed', 'task.closed:' || id || ':' || version, 'task', id, client_id,
         jsonb_strip_nulls(jsonb_build_object('reason', reason_code, 'clientId', client_id)),
         cast(:now as timestamptz)
    from done_card where closed_at is not null
  returning *
), on_card as (
  select id, slot from put_card
  union
  select t.id, t.slot from task t
   where t.closed_at is null and t.slot = any (array(select slot from hit where action in ('CARD', 'LINE', 'DONE')))
), line as (
  insert into comment (client_id, task_id, event_id, event_type, subject_type, subject_id, at)
  select distinct h.client_id, c.id, h.event_id, h.type, h.subject_type, h.subject_id, h.occurred_at
    from hit h join on_card c using (slot)
   where h.action in ('CARD', 'LINE', 'DONE')
   order by h.event_id, c.id
  on conflict do nothing
), card_key as (
  insert into event_key (key)
  select 'task.created:' || id from put_card where made order by id
  on conflict do nothing
), card_event as (
  insert into event (type, key, subject_type, subject_id, client_id, data, occurred_at)
  select 'task.created', 'task.created:' || id, 'task', id, client_id,
         jsonb_strip_nulls(jsonb_build_object('reason', reason_code, 'clientId', client_id, 'branchId', branch_id)),
         cast(:now as timestamptz)
    from put_card where made
  returning *
), recipient as (
  -- Whoever of the club is written to is told in the console first.
  select h.event_id, h.type, h.subject_type, h.subject_id, h.client_id, c.responsible_id as employee_id, h.rule_id
    from hit h
    join client c on c.id = h.client_id and c.id = any (array(select client_id from hit))
   where h.action in ('NOTICE', 'MESSAGE') and h.settings ->> 'to' = 'RESPONSIBLE' and c.responsible_id is not null
  union
  select h.event_id, h.type, h.subject_type, h.subject_id, h.client_id, p.id, h.rule_id
    from hit h join employee p on p.role = h.settings ->> 'to'
   where h.action in ('NOTICE', 'MESSAGE')
  union
  select h.event_id, h.type, h.subject_type, h.subject_id, h.client_id, p.id, h.rule_id
    from hit h
    join employee p on p.id = h.subject_id
                   and p.id = any (array(select subject_id from hit where subject_type = 'employee'))
   where h.action in ('NOTICE', 'MESSAGE') and h.settings ->> 'to' = 'EMPLOYEE' and h.subject_type = 'employee'
), told_notice as (
  insert into notice (employee_id, event_id, event_type, client_id, subject_type, subject_id, rule_id, created_at)
  select employee_id, event_id, type, client_id, subject_type, subject_id, rule_id, cast(:now as timestamptz)
    from recipient
   order by employee_id, event_id, rule_id
  on conflict do nothing
), wanted as (
  -- To whom a rule writes; a notice may go by channels, too. A message's own events never write to the person it was with, so that no
  -- two rules, nor the hub and somebody's answering machine, talk to each other for ever.
  select h.event_id, h.type, h.rule_id, h.settings, c.id as client_id, null::bigint as employee_id,
         '{}'::jsonb as addresses
    from hit h
    join client c on c.id = h.client_id and c.id = any (array(select client_id from hit where action = 'MESSAGE'))
   where h.action = 'MESSAGE' and h.settings ->> 'to' = 'CLIENT' and h.type not like 'message.%'
     and c.archived_at is null
  union all
  select h.event_id, h.type, h.rule_id, h.settings, null, c.responsible_id, '{}'
    from hit h
    join client c on c.id = h.client_id and c.id = any (array(
           select client_id from hit where action in ('MESSAGE', 'NOTICE') and jsonb_exists(settings, 'channels')))
   where h.action in ('MESSAGE', 'NOTICE') and h.settings ->> 'to' = 'RESPONSIBLE' and c.responsible_id is not null
     and jsonb_exists(h.settings, 'channels')
  union all
  select h.event_id, h.type, h.rule_id, h.settings, null, p.id, '{}'
    from hit h join employee p on p.role = h.settings ->> 'to'
   where h.action in ('MESSAGE', 'NOTICE') and jsonb_exists(h.settings, 'channels')
  union all
  select h.event_id, h.type, h.rule_id, h.settings, null, p.id, '{}'
    from hit h
    join employee p on p.id = h.subject_id
                   and p.id = any (array(select subject_id from hit where subject_type = 'employee'))
   where h.action in ('MESSAGE', 'NOTICE') and jsonb_exists(h.settings, 'channels')
     and h.settings ->> 'to' = 'EMPLOYEE' and h.subject_type = 'employee'
  union all
  select h.event_id, h.type, h.rule_id, h.settings, null, null, h.settings -> 'addresses'
    from hit h
   where h.action = 'MESSAGE' and h.settings ->> 'to' = 'FIXED'
), put_message as (
  insert into message (direction, purpose, state, client_id, employee_id, channels, addresses, next_after, rule_id,
                       event_id, tells, way_due_at, created_at)
  select 'OUTGOING', coalesce(settings ->> 'purpose', 'SERVICE'), 'WAITING', client_id, employee_id,
         array(select jsonb_array_elements_text(settings -> 'channels')), addresses,
         (settings ->> 'nextAfterMinutes')::int * interval '1 minute', rule_id, event_id,
         type not like 'message.%', now(), cast(:now as timestamptz)
    from wanted
   order by event_id, rule_id
  returning id
), every_event as (
  select * from new_event union all select * from done_event union all select * from card_event
), named as (
  select h.event_id, endpoint::bigint as connection_id
    from hit h cross join jsonb_array_elements_text(h.settings -> 'endpoints') endpoint
   where h.action = 'WEBHOOK'
), put_webhook as (
  -- To the endpoints that want the type, and to those a rule names; an event goes once to each.
  insert into outbox_message (connection_id, kind, source, source_id, order_key, repeatable, lease, body, client_id,
                              event_id, good_for, good_until)
  select l.id, 'webhook', 'webhook', l.id || ':' || e.id,
         case when l.settings ->> 'ordered' = 'true' then e.subject_type || '#' || e.subject_id end,
         true, interval '60 seconds',
         webhook_body(e.id, e.type, e.key, e.subject_type, e.subject_id, e.client_id, e.data, e.occurred_at),
         c.id, e.id, interval '3 days', now() + interval '3 days'
    from every_event e
    join connection l on l.kind = 'webhook-out' and l.enabled
    left join client c on c.id = e.client_id and c.id = any (array(select client_id from every_event))
   where (webhook_wants(l.settings, e.type) and not (select so from licence_over)
          and (l.branch_id is null or l.branch_id = coalesce((e.data ->> 'branchId')::bigint, c.branch_id)))
      or (e.id, l.id) in (select event_id, connection_id from named)
   order by e.id, l.id
  on conflict do nothing
)
select (select count(*) from new_event) as events,
       (select count(*) from put_card where made) as cards,
       (select count(*) from put_message) as messages,
       not (select so from licence_over) as followed
