-- Where a club and its system of record (1C) do not agree.

-- Rows that differ, found by comparing and not mended yet.
create table drift (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  connection_id bigint not null,
  entity text not null check (entity in ('client', 'contract', 'payment', 'visit', 'booking', 'shift')),
  ref text collate "C" not null,
  kind text not null check (kind in ('MISSING_HERE', 'MISSING_THERE', 'DIFFERS')),
  -- The system's id of the client it belongs to, where that is known.
  client_ref text collate "C",
  found_at timestamptz not null,
  -- When it was last seen to differ.
  seen_at timestamptz not null,
  primary key (club_id, id),
  unique (club_id, connection_id, entity, ref)
);

-- How far comparing is, and what it counted last.
create table drift_check (
  club_id bigint not null default hub_club() references club,
  connection_id bigint not null,
  -- The night wants a comparison; null once it has begun.
  wanted_at timestamptz,
  compared_at timestamptz,
  -- entity -> {here, there, sumHere, sumThere}
  weights jsonb not null default '{}',
  -- Samples go on where the last one ended: in the end all is compared.
  cursors jsonb not null default '{}',
  primary key (club_id, connection_id)
);

alter table sync_run drop constraint sync_run_mode_check;
alter table sync_run add constraint sync_run_mode_check
  check (mode in ('FULL', 'CHANGES', 'PEOPLE', 'COMPARE', 'REFETCH'));

select hub_protect(array['drift', 'drift_check']::regclass[]);

-- What is wrong with a rejected row, for pages to say in their own language.
alter table rejected_row add column code text not null default '';
