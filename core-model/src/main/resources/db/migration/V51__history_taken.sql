-- When a club last took what is history, whoever brought it: a system's first load, a push that says
-- so, a file. The night after it tells only what begins that day.
create table history_taken (
  club_id bigint primary key default hub_club() references club,
  -- By the database's clock, as the ends of nights are.
  at timestamptz not null
);

select hub_protect(array['history_taken']::regclass[]);

set local role ${platform};
insert into history_taken (club_id, at)
select club_id, max(coalesce(ended_at, updated_at))
  from sync_run
 where hearing = 'HISTORY' and state in ('RUNNING', 'COMPLETED')
 group by club_id;

-- Sleeps were told by the day they began by the club's limit, now by that of 30 days.
insert into event_key (club_id, key)
select s.club_id, 'client.sleeping:' || s.client_id || ':' || (s.sleeping_since + 30 - c.sleeping_days)
  from client_standing s join club c on c.id = s.club_id
 where s.sleeping_since is not null and c.sleeping_days <> 30
on conflict do nothing;
reset role;

-- Why the platform wrote no letter of a notice.
alter table licence_notice add column dropped_because text;
