-- Takes back what a merge moved. A card closed by the merge opens again under its old slot, unless
-- its person has got another open one there since.
with merge as (
  update client_merge set undone_at = cast(:now as timestamptz) where id = :merge and undone_at is null
  returning kept_id, merged_id, moved
), call_back as (
  update call set client_id = m.merged_id from merge m
   where call.id = any (array(select jsonb_array_elements_text(moved -> 'calls')::bigint from merge))
), task_back as (
  update task t
     set client_id = m.merged_id, slot = x.slot, updated_at = cast(:now as timestamptz), version = t.version + 1,
         closed_at = case when x.closed and not exists (
                       select 1 from task o where o.slot = x.slot and o.closed_at is null) then null
                     else t.closed_at end
    from merge m, jsonb_to_recordset(m.moved -> 'tasks') as x(id bigint, slot text, closed boolean)
   where t.id = x.id
), comment_back as (
  update comment set client_id = m.merged_id from merge m
   where comment.id = any (array(select jsonb_array_elements_text(moved -> 'comments')::bigint from merge))
), notice_back as (
  update notice set client_id = m.merged_id from merge m
   where notice.id = any (array(select jsonb_array_elements_text(moved -> 'notices')::bigint from merge))
), consent_back as (
  update consent set client_id = m.merged_id from merge m
   where consent.id = any (array(
     select jsonb_array_elements_text(coalesce(moved -> 'consents', '[]'))::bigint from merge))
), message_back as (
  update message set client_id = m.merged_id from merge m
   where message.id = any (array(
     select jsonb_array_elements_text(coalesce(moved -> 'messages', '[]'))::bigint from merge))
), request_back as (
  update request set client_id = m.merged_id from merge m
   where request.id = any (array(
     select jsonb_array_elements_text(coalesce(moved -> 'requests', '[]'))::bigint from merge))
), address_back as (
  update client_address a set client_id = m.merged_id
    from merge m, jsonb_to_recordset(coalesce(m.moved -> 'addresses', '[]')) as x(channel text, address text)
   where a.channel = x.channel and a.address = x.address and a.client_id = m.kept_id
), phone_gone as (
  delete from client_phone p using merge m
   where p.client_id = m.kept_id and not p.of_system and jsonb_exists(m.moved -> 'phonesCome', p.number)
), phone_back as (
  insert into client_phone (client_id, number, label, position)
  select m.merged_id, x.number, x.label, x.position
    from merge m, jsonb_to_recordset(m.moved -> 'phones') as x(number text, label text, position int)
  on conflict do nothing
), number_back as (
  insert into lead_phone (number, client_id)
  select n.number, m.merged_id from merge m, jsonb_array_elements_text(m.moved -> 'leadNumbers') as n(number)
  on conflict do nothing
), other as (
  update client k
     set merged_into = null, archived_at = (m.moved ->> 'archivedAt')::timestamptz,
         archive_reason = m.moved ->> 'archiveReason', version = version + 1
    from merge m where k.id = m.merged_id
)
select kept_id from merge
