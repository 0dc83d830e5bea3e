-- Claims what is due of the connections this node owns, each up to its room, so that a dead one costs
-- the others nothing. Of an order key only the first open message. A held connection's rows are
-- hidden by its state alone. A connection that is down gets its oldest message only, when its probe
-- is due and none is under way.
with live as (
  select c.id, c.owner_node, case when s.probing then 1 else r.room end as room
    from unnest(cast(:connections as bigint[]), cast(:fences as bigint[]), cast(:rooms as int[])) r(id, fence, room)
    join connection c on c.id = r.id and c.fence = r.fence and c.owner_node is not null
    join connection_health h on h.connection_id = c.id
   cross join lateral (select h.status = 'DOWN' or h.probe_at is not null as probing) s
   where c.enabled and not c.held
     and (not s.probing
          or (coalesce(h.probe_at, now()) <= now()
              and not exists (select 1 from outbox_message m where m.connection_id = c.id and m.state = 'CLAIMED')))
), due as (
  select live.owner_node, o.club_id, o.id
    from live cross join lateral (
      select m.club_id, m.id
        from outbox_message m
       where m.connection_id = live.id and m.state = 'WAITING' and m.next_at <= now() and m.good_until > now()
         and (m.order_key is null
              or not exists (select 1 from outbox_message p
                              where p.connection_id = m.connection_id and p.order_key = m.order_key
                                and p.id < m.id and p.state in ('WAITING', 'CLAIMED')))
       order by m.next_at, m.id
       limit live.room
         for update skip locked) o
)
update outbox_message m
   set state = 'CLAIMED', attempts = m.attempts + 1, claim = m.claim + 1,
       claimed_by = due.owner_node, claimed_until = now() + m.lease
  from due
 where m.club_id = due.club_id and m.id = due.id
returning m.*
