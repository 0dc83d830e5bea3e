-- The inbox and the outbox are searched without a scan, replayed by filter, and their bodies are kept
-- for a time only. Every list goes by time, the newest first, so every index ends with it.

-- Inbox -------------------------------------------------------------------------------------------

alter table inbox_message
  -- The transaction it was applied in: the events of it are what followed.
  add column applied_xid xid8,
  add column body_removed_at timestamptz,
  -- The task that last had it applied again.
  add column replay_id bigint;

drop index inbox_connection;
drop index inbox_state;
drop index inbox_phone;
drop index inbox_client;
create index inbox_time on inbox_message (club_id, received_at, id);
create index inbox_connection on inbox_message (club_id, connection_id, received_at, id);
create index inbox_kind on inbox_message (club_id, kind, received_at, id);
create index inbox_state on inbox_message (club_id, state, received_at, id);
create index inbox_failed on inbox_message (club_id, connection_id, received_at, id)
  where state in ('REJECTED', 'FAILED');
create index inbox_phone on inbox_message (club_id, phone) where phone is not null;
create index inbox_client on inbox_message (club_id, client_id) where client_id is not null;
create index inbox_external on inbox_message (club_id, external_id) where external_id is not null;
create index inbox_replay on inbox_message (club_id, replay_id, state) where replay_id is not null;

-- Whom and what a message names, besides its one phone: a packet of 1C names many. Equality only.
create table inbox_key (
  club_id bigint not null default hub_club(),
  kind text not null check (kind in ('PHONE', 'REF')),
  value text collate "C" not null,
  message_id bigint not null,
  primary key (club_id, kind, value, message_id),
  foreign key (club_id, message_id) references inbox_message (club_id, id) on delete cascade
);
create index inbox_key_message on inbox_key (club_id, message_id);

-- Tries that were no success, and replays; a success is the message's own applied_at.
create table inbox_attempt (
  club_id bigint not null default hub_club(),
  id bigint generated always as identity,
  message_id bigint not null,
  at timestamptz not null default now(),
  outcome text not null check (outcome in ('RETRY', 'REJECTED', 'FAILED', 'REPLAYED')),
  code text,
  reason text,
  ms bigint not null default 0,
  primary key (club_id, id),
  foreign key (club_id, message_id) references inbox_message (club_id, id) on delete cascade
);
create index inbox_attempt_message on inbox_attempt (club_id, message_id, id);

create index inbox_body_age on inbox_body (club_id, received_at);

-- Outbox ------------------------------------------------------------------------------------------

alter table outbox_message
  add column body_removed_at timestamptz,
  add column replay_id bigint;

drop index outbox_connection;
drop index outbox_phone;
drop index outbox_external;
create index outbox_time on outbox_message (club_id, created_at, id);
create index outbox_connection on outbox_message (club_id, connection_id, created_at, id);
create index outbox_kind on outbox_message (club_id, kind, created_at, id);
create index outbox_state on outbox_message (club_id, state, created_at, id);
create index outbox_failed on outbox_message (club_id, connection_id, created_at, id)
  where state in ('REJECTED', 'UNKNOWN', 'EXPIRED');
create index outbox_phone on outbox_message (club_id, phone) where phone is not null;
create index outbox_client on outbox_message (club_id, client_id) where client_id is not null;
create index outbox_external on outbox_message (club_id, external_id, connection_id) where external_id is not null;
create index outbox_event on outbox_message (club_id, event_id) where event_id is not null;
create index outbox_replay on outbox_message (club_id, replay_id, state) where replay_id is not null;
create index outbox_body_age on outbox_message (club_id, created_at) where body <> '{}';

-- What was said on the wire goes with the body of its message.
alter table delivery_attempt add column if not exists exchange jsonb;

-- Replays by filter -------------------------------------------------------------------------------

create table replay (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  box text not null check (box in ('inbox', 'outbox')),
  filter jsonb not null,
  -- What has arrived already goes again, too.
  again boolean not null,
  state text not null default 'RUNNING' check (state in ('RUNNING', 'COMPLETED', 'STOPPED')),
  -- Found when it was asked for; no more than that and the cap are taken.
  matched bigint not null,
  cap int not null check (cap between 1 and 100000),
  done int not null default 0,
  failed int not null default 0,
  -- The last row looked at; the next one is after it.
  after_at timestamptz,
  after_id bigint not null default 0,
  created_by text not null,
  created_at timestamptz not null default now(),
  ended_by text,
  ended_at timestamptz,
  primary key (club_id, id)
);
create index replay_running on replay (id) where state = 'RUNNING';

select hub_protect(array['inbox_key', 'inbox_attempt', 'replay']::regclass[]);

-- How long bodies are kept.
alter table club add column body_days int not null default 30 check (body_days between 1 and 365);
