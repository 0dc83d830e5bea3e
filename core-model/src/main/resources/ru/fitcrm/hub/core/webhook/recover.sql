-- Everything told since a moment that an endpoint wants and has not got: what failed waits again, what
-- was never put is put, each under the id it has always had.
with lane as (
  select id, branch_id, settings from connection where id = :endpoint and kind = 'webhook-out'
), failed as (
  update outbox_message
     set state = 'WAITING', attempts = 0, next_at = now(), good_until = now() + good_for,
         settled_at = null, code = null, reason = null
   where connection_id = :endpoint and source = 'webhook' and state in ('REJECTED', 'UNKNOWN', 'EXPIRED')
     and created_at >= :since and code is distinct from 'erased'
     and event_id is not null and body_removed_at is null
  returning id
), noted as (
  insert into delivery_attempt (message_id, outcome, reason)
  select id, 'REPLAYED', 'recovered by ' || :author from failed
), missing as (
  insert into outbox_message (connection_id, kind, source, source_id, order_key, repeatable, lease, body, client_id,
                              event_id, good_for, good_until)
  select l.id, 'webhook', 'webhook', l.id || ':' || e.id,
         case when l.settings ->> 'ordered' = 'true' then e.subject_type || '#' || e.subject_id end,
         true, interval '60 seconds',
         webhook_body(e.id, e.type, e.key, e.subject_type, e.subject_id, e.client_id, e.data, e.occurred_at),
         c.id, e.id, interval '3 days', now() + interval '3 days'
    from lane l
    join event e on e.recorded_at >= :since and webhook_wants(l.settings, e.type)
    left join client c on c.id = e.client_id
   where l.branch_id is null or l.branch_id = coalesce((e.data ->> 'branchId')::bigint, c.branch_id)
   order by e.id
  on conflict do nothing
  returning id
)
select (select count(*) from failed) as again, (select count(*) from missing) as missing
