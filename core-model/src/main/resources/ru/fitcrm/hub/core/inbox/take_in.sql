-- Writes down several messages of a club with their bodies; one whose sender gave its id before is
-- left out. A message is put into its taker's hands unless the taker has none free or an earlier one
-- of its order key waits; the claim of one that is in nobody's hands is good for no time.
with given as (
  select *
    from unnest(:connections, :kinds, :externalIds, :orderKeys, :phones, :befores, :withins, :inHand,
                cast(:claims as uuid[]), :contentTypes, :headers, :bodies)
      as t (connection_id, kind, external_id, order_key, phone, before, within, in_hand,
            claim, content_type, headers, body)
), made as (
  insert into inbox_message (connection_id, kind, external_id, order_key, phone, attempts, claim, claimed_until)
  select connection_id, kind, external_id, order_key, phone,
         case when mine then 1 else 0 end,
         claim,
         case when mine then now() + interval '2 minutes' end
    from (select g.*,
                 g.in_hand and (g.order_key is null or not exists (
                   select 1 from inbox_message earlier
                    where earlier.connection_id = g.connection_id and earlier.order_key = g.order_key
                      and earlier.state = 'RECEIVED')) as mine
            from given g
           where g.before is null or not exists (
                   select 1 from inbox_message known
                    where known.connection_id = g.connection_id and known.external_id = g.before
                      and known.state <> 'DUPLICATE'
                      and known.received_at > now() - make_interval(secs => g.within))) fresh
  on conflict (club_id, connection_id, external_id) where external_id is not null and state <> 'DUPLICATE'
    do nothing
  returning id, received_at, claim, claimed_until is not null as in_hand
), bodies as (
  insert into inbox_body (message_id, received_at, content_type, headers, body)
  select m.id, m.received_at, g.content_type, cast(g.headers as jsonb), g.body
    from made m join given g on g.claim = m.claim
)
select id, received_at, claim, in_hand from made
