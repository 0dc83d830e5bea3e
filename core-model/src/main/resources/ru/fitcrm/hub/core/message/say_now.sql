-- What the decision to say a message hangs on: the message, the person it is for (who may have been
-- merged into another), what they agreed to last, whether they have written lately, and the club's hours. Of two attempts the second waits.
select m.*, k.id as person, coalesce(k.archived_at is not null, false) as archived,
       (select n.given from consent n
         where n.client_id = k.id and n.channel = m.channel and n.purpose = m.purpose
         order by n.at desc, n.id desc limit 1) as consent,
       exists (select 1 from rule r where r.id = m.rule_id and r.settings ->> 'unlessStopped' = 'true')
         and coalesce((select not n.given from consent n
                        where n.client_id = k.id and n.channel = m.channel and n.purpose = 'AD'
                        order by n.at desc, n.id desc limit 1), false) as stopped,
       exists (select 1 from message h
                where h.address = m.address and h.channel = m.channel and h.direction = 'INCOMING'
                  and h.created_at > :talkSince) as talking,
       exists (select 1 from rule r where r.id = m.rule_id and r.settings ->> 'to' = 'CLUB') as to_club,
       c.timezone, c.region, c.quiet_from, c.quiet_until, c.ads_per_week, c.texts_per_day
  from message m
  join club c on c.id = m.club_id
  left join client k on k.id = any (array(
    select coalesce(x.merged_into, x.id) from client x
     where x.id = (select o.client_id from message o where o.id = :id)))
 where m.id = :id
   for update of m
