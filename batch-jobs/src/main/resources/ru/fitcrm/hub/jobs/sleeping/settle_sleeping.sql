awoken as (
  update client_standing s set sleeping_since = null
    from people f
   where s.client_id = f.id and s.client_id > :after and s.client_id <= :last
     and not f.asleep and s.sleeping_since is not null
), asleep as (
  insert into client_standing (client_id, sleeping_since)
  select f.id, f.since from people f
   where f.asleep and f.known_since is distinct from f.since
   order by f.id
  on conflict (club_id, client_id) do update set sleeping_since = excluded.sleeping_since
)
