awoken as (
  -- Named by an array, see append_and_react.sql: a join compares all with all after a first night.
  update client_standing set sleeping_since = null
   where client_id = any (array(
     select f.id from people f where not f.asleep and f.known_since is not null))
), asleep as (
  insert into client_standing (client_id, sleeping_since)
  select f.id, f.since from people f
   where f.asleep and f.known_since is distinct from f.since
   order by f.id
  on conflict (club_id, client_id) do update set sleeping_since = excluded.sleeping_since
)
