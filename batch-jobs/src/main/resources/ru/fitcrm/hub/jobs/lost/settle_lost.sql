back as (
  update client_standing s set lost_since = null
    from people f
   where s.client_id = f.id and s.client_id > :after and s.client_id <= :last
     and not f.lost and s.lost_since is not null
), gone as (
  insert into client_standing (client_id, lost_since)
  select f.id, f.since from people f
   where f.lost and f.known_since is null
   order by f.id
  on conflict (club_id, client_id) do update set lost_since = excluded.lost_since
)
