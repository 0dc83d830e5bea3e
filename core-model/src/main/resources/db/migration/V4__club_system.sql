-- What a club's system of record (1C) tells: contracts, payments, visits, bookings, work shifts.
-- A row carries the system's own id beside the hub's, the version and a hash of what was told last,
-- so that a row told again unchanged is read and not written. Only persons have an identity of their
-- own in the hub: theirs is mapped in external_ref. Refs compare by bytes: they are looked up by the
-- thousand, and a language's rules of sorting cost several times as much.

create table external_ref (
  club_id bigint not null default hub_club() references club,
  -- Connections come and go; what they told stays.
  connection_id bigint not null,
  entity text not null check (entity in ('client', 'branch', 'employee')),
  ref text collate "C" not null check (length(ref) between 1 and 100),
  local_id bigint not null,
  source_version bigint,
  source_hash bigint not null default 0,
  -- Marked for deletion there, as told last.
  deleted boolean not null default false,
  -- A tombstone: the person was erased, and is not brought back.
  erased_at timestamptz,
  primary key (club_id, connection_id, entity, ref)
);
create index external_ref_local on external_ref (club_id, local_id, entity);

-- Ids are taken a hundred at a time: thousands of rows come at once, and gaps do not matter.
create sequence contract_id cache 100;
create table contract (
  club_id bigint not null default hub_club(),
  id bigint not null default nextval('contract_id'),
  connection_id bigint not null,
  ref text collate "C" not null,
  client_id bigint not null,
  kind text not null check (kind in ('MEMBERSHIP', 'PACKAGE')),
  term text check (term in ('FIXED_TERM', 'RECURRING')),
  title text,
  status text not null check (status in ('AWAITING_PAYMENT', 'ACTIVE', 'FROZEN', 'ENDED', 'TERMINATED')),
  starts_on date,
  ends_on date,
  terminates_on date,
  next_charge_on date,
  price numeric(15, 2),
  debt numeric(15, 2) not null default 0,
  visits_total int,
  visits_left int,
  -- When it was made there, if told.
  made_at timestamptz,
  deleted boolean not null default false,
  -- When to say that it is still unpaid; null when there is nothing to say (any more).
  unpaid_due_at timestamptz,
  source_version bigint,
  source_hash bigint not null,
  version bigint not null default 1,
  heard_at timestamptz not null,
  primary key (club_id, id),
  unique (club_id, connection_id, ref),
  foreign key (club_id, client_id) references client (club_id, id),
  check ((kind = 'MEMBERSHIP') = (term is not null))
);
create index contract_client on contract (club_id, client_id);
-- The platform's: contracts of all clubs whose time has come.
create index contract_unpaid on contract (unpaid_due_at) where unpaid_due_at is not null;

create sequence payment_id cache 100;
create table payment (
  club_id bigint not null default hub_club(),
  id bigint not null default nextval('payment_id'),
  connection_id bigint not null,
  ref text collate "C" not null,
  client_id bigint not null,
  contract_id bigint,
  -- Kept as told, for a contract that comes later.
  contract_ref text collate "C",
  kind text not null check (kind in ('PURCHASE', 'RECURRING', 'DEBT', 'REFUND')),
  amount numeric(15, 2) not null,
  status text not null check (status in ('SUCCEEDED', 'FAILED', 'WAITING')),
  at timestamptz not null,
  transaction_ref text collate "C",
  -- Told by a gateway first: the system's row with the same transaction takes its place.
  provisional boolean not null default false,
  deleted boolean not null default false,
  source_version bigint,
  source_hash bigint not null,
  version bigint not null default 1,
  primary key (club_id, id),
  unique (club_id, connection_id, ref),
  foreign key (club_id, client_id) references client (club_id, id)
);
create index payment_client on payment (club_id, client_id, at);
create index payment_provisional on payment (club_id, transaction_ref) where provisional;
create index payment_contract_unknown on payment (club_id, connection_id, contract_ref)
  where contract_id is null and contract_ref is not null;

-- By far the most rows: no index but the two it is asked by. No foreign key either: checking one
-- would lock, and so write, the client's row for every visit; clients are never deleted.
create sequence visit_id cache 100;
create table visit (
  club_id bigint not null default hub_club(),
  id bigint not null default nextval('visit_id'),
  connection_id bigint not null,
  ref text collate "C" not null,
  client_id bigint not null,
  at timestamptz not null,
  deleted boolean not null default false,
  source_version bigint,
  source_hash bigint not null,
  version bigint not null default 1,
  primary key (club_id, connection_id, ref)
);
create index visit_client on visit (club_id, client_id, at);

create sequence booking_id cache 100;
create table booking (
  club_id bigint not null default hub_club(),
  id bigint not null default nextval('booking_id'),
  connection_id bigint not null,
  ref text collate "C" not null,
  client_id bigint not null,
  at timestamptz not null,
  service text,
  status text not null check (status in ('PLANNED', 'CONFIRMED', 'ATTENDED', 'MISSED', 'CANCELLED')),
  reason text,
  deleted boolean not null default false,
  source_version bigint,
  source_hash bigint not null,
  version bigint not null default 1,
  primary key (club_id, id),
  unique (club_id, connection_id, ref),
  foreign key (club_id, client_id) references client (club_id, id)
);
create index booking_client on booking (club_id, client_id, at);

create sequence work_shift_id cache 100;
create table work_shift (
  club_id bigint not null default hub_club() references club,
  id bigint not null default nextval('work_shift_id'),
  connection_id bigint not null,
  ref text collate "C" not null,
  -- The system's id of the employee, or the name; known to the hub or not.
  employee_ref text not null,
  employee_id bigint,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  deleted boolean not null default false,
  source_version bigint,
  source_hash bigint not null,
  version bigint not null default 1,
  primary key (club_id, id),
  unique (club_id, connection_id, ref),
  check (starts_at < ends_at),
  foreign key (club_id, employee_id) references employee (club_id, id) on delete set null (employee_id)
);
create index work_shift_employee on work_shift (club_id, employee_id, starts_at);

-- New ids are given out before the rows are written, so that before and after can be told apart.
grant usage on sequence contract_id, payment_id, visit_id, booking_id, work_shift_id, client_id_seq
  to ${app}, ${platform};

-- What the system told of a phone is the system's; numbers added here are the club's own.
alter table client_phone add column of_system boolean not null default false;

-- Two records that were one person: what was moved, so that it can be moved back.
alter table client add column merged_into bigint;
create table client_merge (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  kept_id bigint not null,
  merged_id bigint not null,
  moved jsonb not null,
  by text,
  merged_at timestamptz not null,
  undone_at timestamptz,
  primary key (club_id, id),
  foreign key (club_id, kept_id) references client (club_id, id) on delete cascade,
  foreign key (club_id, merged_id) references client (club_id, id) on delete cascade
);
create index client_merge_merged on client_merge (club_id, merged_id);

-- Rows that could not be taken (REJECTED), wait for their client (WAITING), or were taken without
-- something that could not be read (NOTED). As told, so that they can be taken again.
create table rejected_row (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  connection_id bigint not null,
  entity text not null check (entity in ('client', 'contract', 'payment', 'visit', 'booking', 'shift')),
  ref text collate "C" not null,
  state text not null check (state in ('REJECTED', 'WAITING', 'NOTED')),
  field text not null,
  reason text not null,
  source_version bigint,
  wait_ref text collate "C",
  history boolean not null,
  cells jsonb not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  times int not null default 1,
  primary key (club_id, id),
  unique (club_id, connection_id, entity, ref),
  check ((state = 'WAITING') = (wait_ref is not null))
);
create index rejected_row_waiting on rejected_row (club_id, connection_id, wait_ref) where state = 'WAITING';

create table sync_run (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  connection_id bigint not null,
  mode text not null check (mode in ('FULL', 'CHANGES')),
  hearing text not null check (hearing in ('AS_IT_HAPPENS', 'CATCHING_UP', 'HISTORY')),
  state text not null default 'RUNNING' check (state in ('RUNNING', 'COMPLETED', 'FAILED', 'STOPPED')),
  -- Where the system said to go on; null at the start.
  position text,
  pages int not null default 0,
  total bigint,
  -- entity -> {read, changed, unchanged, waiting, rejected}
  counts jsonb not null default '{}',
  -- Time spent working, without the time it lay interrupted.
  worked_ms bigint not null default 0,
  stop_wanted boolean not null default false,
  trouble_code text,
  trouble text,
  started_by text,
  started_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz,
  primary key (club_id, id)
);
create unique index sync_run_running on sync_run (club_id, connection_id) where state = 'RUNNING';
create index sync_run_last on sync_run (club_id, connection_id, id);

select hub_protect(array[
  'external_ref', 'contract', 'payment', 'visit', 'booking', 'work_shift', 'client_merge', 'rejected_row',
  'sync_run']::regclass[]);

-- Packets are staged in temporary tables.
do $$
begin
  execute format('grant temporary on database %I to ${app}', current_database());
end $$;

-- Clubs made before get the rules of new ones. The owner alone would see no club: row-level security
-- is forced on it too.
set local role ${platform};
insert into rule (club_id, name, event_type, condition, action, settings)
select club.id, r.name, r.event_type, cast(r.condition as jsonpath), 'CARD', cast(r.settings as jsonb)
  from club, (values
    ('Оплата не прошла: карточка', 'payment.failed', '$.kind == "RECURRING"',
     '{"code": "PAYMENT_FAILED", "reason": "Оплата не прошла", "nextStep": "Связаться по оплате", "dueInDays": 0}'),
    ('Новый контракт не оплачен: карточка', 'contract.unpaid', null,
     '{"code": "CONTRACT_UNPAID", "reason": "Новый контракт не оплачен", "nextStep": "Связаться по оплате", "dueInDays": 0}')
  ) as r (name, event_type, condition, settings)
on conflict do nothing;
reset role;
