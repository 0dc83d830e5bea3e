-- The core model. Every table but the platform's carries club_id first, and row-level security is
-- on from the start: a transaction sees the club it was opened for, and nothing else.

create function hub_club() returns bigint
  language sql stable parallel safe
  return nullif(current_setting('hub.club', true), '')::bigint;
comment on function hub_club() is 'The club this transaction was opened for; null when none was';

-- A column default that names the club of the transaction, so that no insert can forget it.
-- Policies spell the setting out in a sub-select: that way it is read once and becomes an index condition.
create function hub_protect(tables regclass[], club_column text default 'club_id') returns void
  language plpgsql as $$
declare
  t regclass;
begin
  foreach t in array tables loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format(
      'create policy club_rows on %s using (%I = (select nullif(current_setting(''hub.club'', true), '''')::bigint))',
      t, club_column);
    execute format('create policy platform_rows on %s to ${platform} using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %s to ${app}, ${platform}', t);
  end loop;
end $$;

grant usage on schema public to ${app}, ${platform};

-- Platform ----------------------------------------------------------------------------------------

create table platform_setting (
  name text primary key,
  value jsonb not null
);

create table node (
  id bigint generated always as identity primary key,
  name text not null,
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now()
);

-- Clubs -------------------------------------------------------------------------------------------

create table club (
  id bigint generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9])*$'),
  name text not null check (name <> ''),
  region text not null default 'RU' check (region ~ '^[A-Z]{2}$'),
  timezone text not null default 'Europe/Moscow',
  active boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null default now()
);

create table licence (
  club_id bigint primary key default hub_club() references club,
  plan text not null check (plan in ('START', 'STANDARD', 'PREMIUM')),
  valid_until date not null,
  users_limit int not null check (users_limit > 0),
  clients_limit int not null check (clients_limit > 0),
  version bigint not null default 1
);

create table branch (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  name text not null check (name <> ''),
  address text,
  version bigint not null default 1,
  primary key (club_id, id),
  unique (club_id, name)
);

create table employee (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  name text not null check (name <> ''),
  phone text check (phone ~ '^\+[0-9]{5,15}$'),
  extension text check (extension <> ''),
  role text not null check (role in ('TRAINER', 'COORDINATOR', 'FITNESS_MANAGER', 'RECEPTION', 'CLUB_ADMIN')),
  branch_id bigint,
  version bigint not null default 1,
  primary key (club_id, id),
  foreign key (club_id, branch_id) references branch (club_id, id)
);
create index employee_phone on employee (club_id, phone);
create unique index employee_extension on employee (club_id, extension);

create table user_account (
  id bigint generated always as identity primary key,
  club_id bigint not null default hub_club() references club,
  employee_id bigint,
  email text not null unique check (email = lower(email) and email like '%_@_%'),
  password_hash text not null,
  role text not null
    check (role in ('TRAINER', 'COORDINATOR', 'FITNESS_MANAGER', 'RECEPTION', 'CLUB_ADMIN', 'SUPERADMIN')),
  language text not null default 'ru' check (language in ('ru', 'en')),
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (club_id, employee_id) references employee (club_id, id) on delete set null (employee_id)
);

create table api_key (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  name text not null check (name <> ''),
  key_hash bytea not null unique,
  hint text not null,
  role text not null check (role in ('CLUB_ADMIN', 'SUPERADMIN')),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (club_id, id)
);

create table audit_entry (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  entity text not null,
  entity_id bigint,
  data jsonb not null default '{}',
  primary key (club_id, id)
);
create index audit_entry_entity on audit_entry (club_id, entity, entity_id, id);

create table idempotency_key (
  club_id bigint not null default hub_club() references club,
  key text not null check (length(key) between 1 and 255),
  request_hash bytea not null,
  status int,
  body jsonb,
  location text,
  created_at timestamptz not null default now(),
  primary key (club_id, key)
);

-- Connections -------------------------------------------------------------------------------------

create table connection (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity unique,
  kind text not null,
  name text not null check (name <> ''),
  branch_id bigint,
  enabled boolean not null default false,
  held boolean not null default false,
  settings jsonb not null default '{}',
  secrets jsonb not null default '{}',
  -- Random part of the public address a connection receives at.
  in_token text not null unique,
  live_since timestamptz,
  owner_node bigint references node on delete set null,
  -- Grows with every change of owner; what an owner writes names the fence it was given.
  fence bigint not null default 0,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  primary key (club_id, id),
  foreign key (club_id, branch_id) references branch (club_id, id)
);
create index connection_owner on connection (owner_node) where enabled;
comment on column connection.secrets is 'name -> {cipher, changedAt}; AES-GCM, the key is outside the database';

create table connection_health (
  club_id bigint not null default hub_club(),
  connection_id bigint not null,
  status text not null default 'UNKNOWN' check (status in ('UNKNOWN', 'UP', 'DEGRADED', 'DOWN')),
  since timestamptz not null default now(),
  last_success_at timestamptz,
  last_failure_at timestamptz,
  last_error_code text,
  last_error text,
  clock_skew_ms bigint,
  primary key (club_id, connection_id),
  foreign key (club_id, connection_id) references connection (club_id, id) on delete cascade
);

-- People ------------------------------------------------------------------------------------------

create table client (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  kind text not null check (kind in ('LEAD', 'CLIENT')),
  name text check (name <> ''),
  name_lower text generated always as (lower(name)) stored,
  email text,
  birth_date date,
  branch_id bigint,
  responsible_id bigint,
  -- The parent of a family whose members share a phone.
  family_parent_id bigint,
  source text,
  archived_at timestamptz,
  archive_reason text,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  primary key (club_id, id),
  foreign key (club_id, branch_id) references branch (club_id, id),
  foreign key (club_id, responsible_id) references employee (club_id, id) on delete set null (responsible_id),
  foreign key (club_id, family_parent_id) references client (club_id, id) on delete set null (family_parent_id),
  check ((archived_at is null) = (archive_reason is null))
);
create index client_name on client (club_id, name_lower text_pattern_ops);
create index client_responsible on client (club_id, responsible_id);
create index client_family on client (club_id, family_parent_id) where family_parent_id is not null;

create table client_phone (
  club_id bigint not null default hub_club(),
  client_id bigint not null,
  number text not null check (number ~ '^\+[0-9]{5,15}$'),
  label text,
  position int not null default 0,
  -- Several clients may share a phone: a family. The number first: it is what a call is looked up by.
  primary key (club_id, number, client_id),
  foreign key (club_id, client_id) references client (club_id, id) on delete cascade
);
create index client_phone_client on client_phone (club_id, client_id, position);
-- For the beginning of a number, as people type it.
create index client_phone_prefix on client_phone (club_id, number text_pattern_ops);

-- At most one open lead per number: whoever wants to make a lead takes the number's row first.
create table lead_phone (
  club_id bigint not null default hub_club(),
  number text not null,
  client_id bigint,
  primary key (club_id, number),
  foreign key (club_id, client_id) references client (club_id, id) on delete cascade
);

create table client_activity (
  club_id bigint not null default hub_club(),
  client_id bigint not null,
  last_activity_on date,
  primary key (club_id, client_id),
  foreign key (club_id, client_id) references client (club_id, id) on delete cascade
);

create table client_standing (
  club_id bigint not null default hub_club(),
  client_id bigint not null,
  sleeping_since date,
  lost_since date,
  primary key (club_id, client_id),
  foreign key (club_id, client_id) references client (club_id, id) on delete cascade
);

create table ignored_number (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  number text not null,
  note text,
  created_by text,
  created_at timestamptz not null default now(),
  primary key (club_id, id),
  unique (club_id, number)
);

-- The journal -------------------------------------------------------------------------------------

-- Unique for ever, while the events themselves are kept by month.
create table event_key (
  club_id bigint not null default hub_club() references club,
  key text not null,
  primary key (club_id, key)
);

-- Before PostgreSQL 17 a partitioned table has no identity columns.
create sequence event_id;
grant usage on sequence event_id to ${app}, ${platform};

create table event (
  club_id bigint not null default hub_club(),
  id bigint not null default nextval('event_id'),
  type text not null,
  key text not null,
  subject_type text not null,
  subject_id bigint not null,
  client_id bigint,
  data jsonb not null default '{}',
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  -- Readers follow the journal by (xid, id) below the oldest running transaction: none is skipped.
  xid xid8 not null default pg_current_xact_id(),
  primary key (club_id, id, recorded_at)
) partition by range (recorded_at);
create index event_tail on event (xid, id);
create index event_client on event (club_id, client_id, id) where client_id is not null;
create index event_subject on event (club_id, subject_type, subject_id, id);

create table event_rest partition of event default;

create table rule (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  name text not null,
  event_type text not null,
  -- A predicate on the event's data; null is always.
  condition jsonpath,
  action text not null check (action in ('CARD', 'LINE', 'DONE', 'NOTICE')),
  settings jsonb not null default '{}',
  enabled boolean not null default true,
  version bigint not null default 1,
  primary key (club_id, id),
  unique (club_id, name)
);
create index rule_event on rule (club_id, event_type) where enabled;
comment on table rule is 'What follows from an event: a card, a line on an open card, its step done, a notice';

-- The board ---------------------------------------------------------------------------------------

create table task_status (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  name text not null check (name <> ''),
  sort_order int not null,
  final boolean not null default false,
  version bigint not null default 1,
  primary key (club_id, id),
  unique (club_id, name)
);

create table task (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  client_id bigint,
  reason_code text not null,
  reason text not null,
  -- What an open card is the only one of: 'call:17', 'contract.expiring:17:4'. Null: made by hand.
  slot text,
  status_id bigint,
  next_step text,
  due_on date,
  due_time time,
  responsible_id bigint,
  branch_id bigint,
  comment text,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  primary key (club_id, id),
  foreign key (club_id, client_id) references client (club_id, id) on delete cascade,
  foreign key (club_id, status_id) references task_status (club_id, id),
  foreign key (club_id, responsible_id) references employee (club_id, id) on delete set null (responsible_id),
  foreign key (club_id, branch_id) references branch (club_id, id)
);
create unique index task_open_slot on task (club_id, slot) where closed_at is null;
create index task_board on task (club_id, due_on, id) where closed_at is null;
create index task_client on task (club_id, client_id, id);

-- Lines of a client's and a card's history: what people wrote, and events that touched the card.
create table comment (
  club_id bigint not null default hub_club(),
  id bigint generated always as identity,
  client_id bigint,
  task_id bigint,
  event_id bigint,
  event_type text,
  subject_type text,
  subject_id bigint,
  author text,
  text text,
  at timestamptz not null,
  primary key (club_id, id),
  foreign key (club_id, client_id) references client (club_id, id) on delete cascade,
  foreign key (club_id, task_id) references task (club_id, id) on delete cascade,
  check ((text is null) <> (event_id is null)),
  unique (club_id, task_id, event_id)
);
create index comment_client on comment (club_id, client_id, id);
create index comment_subject on comment (club_id, subject_type, subject_id);

create table notice (
  club_id bigint not null default hub_club(),
  id bigint generated always as identity,
  employee_id bigint not null,
  event_id bigint not null,
  event_type text not null,
  client_id bigint,
  subject_type text not null,
  subject_id bigint not null,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (club_id, id),
  foreign key (club_id, employee_id) references employee (club_id, id) on delete cascade,
  foreign key (club_id, client_id) references client (club_id, id) on delete cascade,
  unique (club_id, employee_id, event_id)
);
create index notice_unread on notice (club_id, employee_id, id) where read_at is null;

-- Calls -------------------------------------------------------------------------------------------

create table call (
  club_id bigint not null default hub_club(),
  id bigint generated always as identity,
  connection_id bigint not null,
  linked_id text not null,
  direction text not null check (direction in ('INCOMING', 'OUTGOING', 'INTERNAL')),
  stage text not null check (stage in ('RINGING', 'TALKING', 'ENDED')),
  result text not null
    check (result in ('RINGING', 'TALKING', 'ANSWERED', 'MISSED', 'LOST', 'BUSY', 'CANCELLED', 'FAILED')),
  missed_because text check (missed_because in
    ('NO_ANSWER', 'GAVE_UP', 'BUSY', 'DECLINED', 'PHONE_OFF', 'QUEUE_LEFT', 'MENU_LEFT')),
  failure text,
  client_number text,
  caller_name text,
  phone text,
  club_number text,
  answered_by text[] not null default '{}',
  rang text[] not null default '{}',
  wait_ms bigint not null default 0,
  talk_ms bigint not null default 0,
  queue text,
  transfers jsonb not null default '[]',
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  ended_from timestamptz,
  ended_to timestamptz,
  -- Who the outside party turned out to be; null until it was asked.
  party text check (party in ('LEAD', 'CLIENT', 'NO_NUMBER', 'NOT_A_CLIENT')),
  client_id bigint,
  branch_id bigint,
  recording text,
  action_id text,
  updated_at timestamptz not null default now(),
  primary key (club_id, id),
  unique (club_id, connection_id, linked_id),
  foreign key (club_id, client_id) references client (club_id, id) on delete set null (client_id)
);
create index call_started on call (club_id, started_at, id);
create index call_client on call (club_id, client_id, started_at);
create index call_phone on call (club_id, phone, started_at);
create index call_open on call (club_id, connection_id) where stage <> 'ENDED';

select hub_protect(array['club']::regclass[], 'id');
select hub_protect(array[
  'licence', 'branch', 'employee', 'user_account', 'api_key', 'audit_entry', 'idempotency_key',
  'connection', 'connection_health',
  'client', 'client_phone', 'lead_phone', 'client_activity', 'client_standing', 'ignored_number',
  'event_key', 'event', 'rule', 'task_status', 'task', 'comment', 'notice', 'call']::regclass[]);

-- Platform tables have no club: whoever may open a transaction at all may use them.
grant select, insert, update, delete on platform_setting, node to ${app}, ${platform};

-- Sessions of the console, shared by all nodes (Spring Session's own layout) -----------------------

create table spring_session (
  primary_id char(36) not null primary key,
  session_id char(36) not null unique,
  creation_time bigint not null,
  last_access_time bigint not null,
  max_inactive_interval int not null,
  expiry_time bigint not null,
  principal_name varchar(100)
);
create index spring_session_expiry on spring_session (expiry_time);
create index spring_session_principal on spring_session (principal_name);

create table spring_session_attributes (
  session_primary_id char(36) not null references spring_session (primary_id) on delete cascade,
  attribute_name varchar(200) not null,
  attribute_bytes bytea not null,
  primary key (session_primary_id, attribute_name)
);
grant select, insert, update, delete on spring_session, spring_session_attributes to ${app}, ${platform};
