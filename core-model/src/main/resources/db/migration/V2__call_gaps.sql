-- Stretches of time in which a PBX was not heard and no call record of its own fills in for it: calls
-- that began and ended then are not known.
create table call_gap (
  club_id bigint not null default hub_club(),
  id bigint generated always as identity,
  connection_id bigint not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  primary key (club_id, id),
  unique (club_id, connection_id, from_at),
  foreign key (club_id, connection_id) references connection (club_id, id) on delete cascade,
  check (from_at < to_at)
);
create index call_gap_time on call_gap (club_id, to_at);

select hub_protect(array['call_gap']::regclass[]);

alter table connection_health add column heard_until timestamptz;
comment on column connection_health.heard_until is 'All calls until then were told and written down';
