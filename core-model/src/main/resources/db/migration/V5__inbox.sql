-- What came in from outside: written down before the sender is answered, applied once.

create table inbox_message (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity unique,
  connection_id bigint not null,
  kind text not null,
  -- The sender's own id of it; what comes twice is kept as DUPLICATE and not applied.
  external_id text,
  -- Messages about one object are applied one after another.
  order_key text,
  received_at timestamptz not null default now(),
  state text not null default 'RECEIVED'
    check (state in ('RECEIVED', 'APPLIED', 'REJECTED', 'FAILED', 'DUPLICATE')),
  reason_code text,
  reason text,
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  -- Whoever applies it holds this until then; past it anybody may.
  claim uuid,
  claimed_until timestamptz,
  applied_at timestamptz,
  client_id bigint,
  phone text,
  -- What was answered about it, for the sender that asks again.
  answer jsonb,
  primary key (club_id, id)
);
create unique index inbox_once on inbox_message (club_id, connection_id, external_id)
  where external_id is not null and state <> 'DUPLICATE';
create index inbox_due on inbox_message (kind, next_at, id) where state = 'RECEIVED';
create index inbox_order on inbox_message (club_id, connection_id, order_key, id)
  where state = 'RECEIVED' and order_key is not null;
create index inbox_connection on inbox_message (club_id, connection_id, id);
create index inbox_state on inbox_message (club_id, state, id);
create index inbox_phone on inbox_message (club_id, phone, id) where phone is not null;
create index inbox_client on inbox_message (club_id, client_id, id) where client_id is not null;

-- The bytes as they came, by month: the oldest months go first.
create table inbox_body (
  club_id bigint not null default hub_club(),
  message_id bigint not null,
  received_at timestamptz not null,
  content_type text,
  headers jsonb not null default '{}',
  body bytea not null,
  primary key (club_id, message_id, received_at)
) partition by range (received_at);
create table inbox_body_rest partition of inbox_body default;

select hub_protect(array['inbox_message', 'inbox_body']::regclass[]);
