-- Takes the messages that are due: of an order key only the first that waits, and none that
-- another worker holds. A message whose worker died comes back when its hold has run out; it is
-- applied in one transaction with the word that it was, so it is applied once.
with due as (
  select m.id
    from inbox_message m
   where m.kind = any (:kinds) and m.state = 'RECEIVED' and m.next_at <= now()
     and (m.claimed_until is null or m.claimed_until < now())
     and not exists (
           select 1 from inbox_message earlier
            where earlier.club_id = m.club_id and earlier.connection_id = m.connection_id
              and earlier.order_key = m.order_key and earlier.state = 'RECEIVED' and earlier.id < m.id)
   order by m.next_at, m.id
   limit :most
     for update of m skip locked
), taken as (
  update inbox_message m
     set claim = gen_random_uuid(), claimed_until = now() + interval '2 minutes', attempts = attempts + 1
    from due
   where m.id = due.id
  returning m.*
)
select t.club_id, t.id, t.connection_id, t.kind, t.claim, t.attempts, t.received_at,
       b.content_type, b.headers, b.body
  from taken t
  join inbox_body b on b.club_id = t.club_id and b.message_id = t.id and b.received_at = t.received_at
 order by t.id
