-- Moves what a lead has to the person kept and writes down what went. Of two open cards of one slot
-- the kept person's stays, the other is closed with its lines on it.
with call_moved as (
  update call set client_id = :kept where client_id = :other returning id
), slot_taken as (
  select t.id from task t
    join task k on k.closed_at is null and k.client_id = :kept
     and k.slot = regexp_replace(t.slot, '^([^:]+):' || cast(:other as text) || '(:|$)', '\1:' || cast(:kept as text) || '\2')
   where t.client_id = :other and t.closed_at is null
), task_before as (
  select t.id, t.slot, t.closed_at is null and exists (select 1 from slot_taken s where s.id = t.id) as closed
    from task t where t.client_id = :other
), task_moved as (
  update task t
     set client_id = :kept,
         slot = regexp_replace(t.slot, '^([^:]+):' || cast(:other as text) || '(:|$)', '\1:' || cast(:kept as text) || '\2'),
         closed_at = case when b.closed then cast(:now as timestamptz) else t.closed_at end,
         updated_at = cast(:now as timestamptz), version = t.version + 1
    from task_before b
   where t.client_id = :other and t.id = b.id
  returning t.id
), comment_moved as (
  update comment set client_id = :kept where client_id = :other returning id
), notice_moved as (
  update notice set client_id = :kept where client_id = :other returning id
), consent_moved as (
  update consent set client_id = :kept where client_id = :other returning id
), message_moved as (
  update message set client_id = :kept where client_id = :other returning id
), request_moved as (
  update request set client_id = :kept where client_id = :other returning id
), address_moved as (
  update client_address set client_id = :kept where client_id = :other returning channel, address
), phone_gone as (
  delete from client_phone where client_id = :other returning number, label, position
), phone_come as (
  insert into client_phone (client_id, number, label, position)
  select :kept, g.number, g.label, 100 + g.position from phone_gone g
   where not exists (select 1 from client_phone p where p.client_id = :kept and p.number = g.number)
  on conflict do nothing
  returning number
), lead_number as (
  delete from lead_phone where client_id = :other returning number
), record as (
  insert into client_merge (kept_id, merged_id, by, merged_at, moved)
  select :kept, :other, :by, cast(:now as timestamptz), jsonb_build_object(
           'calls', (select coalesce(jsonb_agg(id), '[]') from call_moved),
           'tasks', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'slot', slot, 'closed', closed)), '[]')
                       from task_before),
           'comments', (select coalesce(jsonb_agg(id), '[]') from comment_moved),
           'notices', (select coalesce(jsonb_agg(id), '[]') from notice_moved),
           'consents', (select coalesce(jsonb_agg(id), '[]') from consent_moved),
           'messages', (select coalesce(jsonb_agg(id), '[]') from message_moved),
           'requests', (select coalesce(jsonb_agg(id), '[]') from request_moved),
           'addresses', (select coalesce(jsonb_agg(jsonb_build_object('channel', channel, 'address', address)), '[]')
                           from address_moved),
           'phones', (select coalesce(jsonb_agg(jsonb_build_object(
                        'number', number, 'label', label, 'position', position)), '[]') from phone_gone),
           'phonesCome', (select coalesce(jsonb_agg(number), '[]') from phone_come),
           'leadNumbers', (select coalesce(jsonb_agg(number), '[]') from lead_number),
           'archivedAt', (select archived_at from client where id = :other),
           'archiveReason', (select archive_reason from client where id = :other))
  returning id
), other as (
  update client set merged_into = :kept, archived_at = cast(:now as timestamptz), archive_reason = :reason,
                    version = version + 1
   where id = :other
)
select id from record
