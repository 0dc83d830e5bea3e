-- Words and addresses go, and what was not said yet is not said any more.
with addresses_gone as (
  delete from client_address where client_id = any (:ids)
), requests_gone as (
  delete from request where client_id = any (:ids)
), way_out as (
  update outbox_message o
     set phone = null, state = case when o.state = 'WAITING' then 'REJECTED' else o.state end,
         code = case when o.state = 'WAITING' then 'erased' else o.code end,
         settled_at = case when o.state = 'WAITING' then now() else o.settled_at end
    from message m
   where m.client_id = any (:ids) and o.message_id = m.id
)
update message
   set text = case when text is null then null else '—' end, subject = null, template = null, media = null, address = null,
       addresses = '{}', way_due_at = null,
       state = case when state in ('WAITING', 'HELD') then 'REJECTED' else state end,
       code = case when state in ('WAITING', 'HELD') then 'erased' else code end
 where client_id = any (:ids)
