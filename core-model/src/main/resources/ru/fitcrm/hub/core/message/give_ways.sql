-- Gives messages whose time has come the first further channel that can reach: one there is an
-- enabled connection for, and an address. What still waits on the channel before is withdrawn there;
-- a message being sent right now is left for the next look.
with due as (
  select m.id, m.step, m.channels, m.addresses, m.employee_id, k.branch_id,
         coalesce(k.merged_into, k.id) as client_id
    from message m left join client k on k.id = m.client_id and k.id = any (array(
           select c.client_id from message c where c.way_due_at <= now()))
   where m.way_due_at <= now() and (cast(:ids as bigint[]) is null or m.id = any (:ids))
     and not exists (select 1 from outbox_message o where o.message_id = m.id and o.state = 'CLAIMED')
   order by m.id
   limit 5000
     for update of m skip locked
), way as (
  select due.id, w.n, w.channel, w.connection_id, w.address
    from due
    left join lateral (
      select c.n, c.channel, via.id as connection_id, reach.address
        from unnest(due.channels) with ordinality as c(channel, n)
       cross join lateral (
         select coalesce(
           due.addresses ->> c.channel,
           case c.channel
             when 'EMAIL' then (select k.email from client k where k.id = due.client_id)
             when 'SMS' then (select p.number from client_phone p where p.client_id = due.client_id
                               order by p.position, p.number limit 1)
             else (select a.address from client_address a
                    where a.channel = c.channel and a.client_id = any (array(
                            select due.client_id
                             union all
                            select g.merged_id from client_merge g
                             where g.kept_id = due.client_id and g.undone_at is null))
                    order by a.heard_at desc limit 1)
           end,
           case when c.channel = 'WHATSAPP' then
             (select p.number from client_phone p where p.client_id = due.client_id
               order by p.position, p.number limit 1) end,
           case when c.channel in ('SMS', 'WHATSAPP') then
             (select e.phone from employee e where e.id = due.employee_id) end,
           case c.channel
             when 'EMAIL' then (select e.email from employee e where e.id = due.employee_id)
             when 'TELEGRAM' then (select e.telegram from employee e where e.id = due.employee_id)
             when 'MAX' then (select e.max from employee e where e.id = due.employee_id)
           end,
           case when c.channel = 'EMAIL' then
             (select u.email from user_account u where u.employee_id = due.employee_id and u.disabled_at is null
               order by u.id limit 1) end) as address) reach
       cross join lateral (
         select x.id from connection x
          where x.channel = c.channel and x.enabled
          order by (x.branch_id is not distinct from due.branch_id) desc, x.branch_id is not null, x.id
          limit 1) via
       where c.n > due.step and reach.address is not null
       order by c.n
       limit 1) w on true
), found as (
  update message m
     set step = way.n, channel = way.channel, connection_id = way.connection_id, address = way.address,
         state = 'WAITING', code = null, reason = null, held_until = null, external_id = null,
         way_due_at = case when way.n < cardinality(m.channels) then now() + m.next_after end
    from way
   where m.id = way.id and way.n is not null
  returning m.id, m.step, m.connection_id, m.address, m.channel, m.purpose, m.client_id, m.employee_id, m.event_id
), stuck as (
  update message m
     set way_due_at = null,
         state = case when m.step = 0 then 'REJECTED' else m.state end,
         code = case when m.step = 0 then 'no-way' else m.code end,
         reason = case when m.step = 0 then 'None of the channels can reach this person' else m.reason end
    from way
   where m.id = way.id and way.n is null
), withdrawn as (
  update outbox_message o
     set state = 'REJECTED', code = 'other-channel', reason = 'Another channel is tried', settled_at = now()
    from found
   where o.message_id = found.id and o.state = 'WAITING'
), put as (
  insert into outbox_message (connection_id, kind, order_key, source, source_id, repeatable, lease, phone,
                              client_id, event_id, message_id, good_for, good_until)
  select connection_id, 'text',
         -- One after another to one person; a code waits for none. The key names nobody's number.
         case when purpose <> 'CODE'
              then 'talk:' || purpose || ':' || coalesce('c' || client_id, 'e' || employee_id, md5(address)) end,
         'message', id || ':' || step, true, :leaseMs * interval '1 ms',
         case when channel in ('SMS', 'WHATSAPP') then address end, client_id, event_id, id, g.good_for,
         now() + g.good_for
    from found
   cross join lateral (select case when purpose = 'CODE' then :codeMs else :textMs end * interval '1 ms') g(good_for)
   order by id
)
select id, n is not null as found from way
