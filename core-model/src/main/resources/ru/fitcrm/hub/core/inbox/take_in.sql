-- Writes down several messages of a club with their bodies; one whose sender gave its id before is
-- left out. A message is handed to its taker unless an earlier one of its order key waits.
with given as (
  select *
    from unnest(:connections, :kinds, :externalIds, :orderKeys, :phones, :befores, :withins,
                cast(:claims as uuid[]), :contentTypes, :headers, :bodies)
      as t (connection_id, kind, external_id, order_key, phone, before, within,
            claim, content_type, headers, body)
), made as (
  insert into inbox_message (connection_id, kind, external_id, order_key, phone, attempts, claim, claimed_until)
  select connection_id, kind, external_id, order_key, phone,
         case when free then 1 else 0 end,
         case when free then claim end,
         case when free then now() + interval '2 minutes' end
    from (select g.*,
                 g.order_key is null or not exists (
                   select 1 from inbox_message earlier
                    where earlier.connection_id = g.connection_id and earlier.order_key = g.order_key
                      and earlier.state = 'RECEIVED') as free
            from given g
           where g.before is null or not exists (
                   select 1 from inbox_message known
                    where known.connection_id = g.connection_id and known.external_id = g.before
                      and known.state <> 'DUPLICATE'
                      and known.received_at > now() - make_interval(secs => g.within))) fresh
  on conflict (club_id, connection_id, external_id) where external_id is not null and state <> 'DUPLICATE'
    do nothing
  returning id, received_at, claim
), bodies as (
  insert into inbox_body (message_id, received_at, content_type, headers, body)
  select m.id, m.received_at, g.content_type, cast(g.headers as jsonb), g.body
    from made m join given g on g.claim = m.claim or m.claim is null
)
select id, received_at, claim from made
