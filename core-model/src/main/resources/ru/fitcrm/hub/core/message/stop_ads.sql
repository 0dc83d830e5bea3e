-- A person wants no more advertising: their no is recorded for every channel, with its proof, and
-- what waits to be said is looked at again now, and so refused.
with person as (
  select x.id from (select cast(:client as bigint)) x(id) where x.id is not null
   union
  select p.client_id from client_phone p where p.number = any (array(select cast(:phone as text)))
), said as (
  insert into consent (client_id, channel, purpose, given, at, place, text_version, recorded_by, recorded_at)
  select person.id, c.channel, 'AD', false, cast(:at as timestamptz), :place, 'СТОП', 'hub', cast(:at as timestamptz)
    from person cross join unnest(array['CALL', 'SMS', 'WHATSAPP', 'TELEGRAM', 'MAX', 'EMAIL']) as c(channel)
)
update outbox_message o set next_at = now()
  from message m
 where m.id = o.message_id and m.purpose = 'AD' and o.state = 'WAITING'
   and m.client_id = any (array(select id from person))
