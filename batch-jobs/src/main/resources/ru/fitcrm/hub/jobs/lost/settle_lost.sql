back as (
  -- Named by an array, see append_and_react.sql: a join compares all with all after a first night.
  update client_standing set lost_since = null
   where client_id = any (array(
     select f.id from people f where not f.lost and f.known_since is not null))
), gone as (
  insert into client_standing (client_id, lost_since)
  select f.id, f.since from people f
   where f.lost and f.known_since is null
   order by f.id
  on conflict (club_id, client_id) do update set lost_since = excluded.lost_since
)
