-- What must go out: durable before anything is sent, claimed by the connection's owner, settled by
-- its outcome. Statuses only advance; only a person's replay makes a failed one wait again.
create table outbox_message (
  club_id bigint not null default hub_club(),
  id bigint generated always as identity,
  -- No foreign key: what a removed connection did not send stays in the log, and expires there.
  connection_id bigint not null,
  -- Which rider it is: 'dial', later 'lead', 'sms', 'webhook'.
  kind text not null,
  -- Messages of one key on one connection go one after another, in the order they were put.
  order_key text,
  -- What it was put for: the same thing is put once.
  source text not null,
  source_id text not null,
  state text not null default 'WAITING'
    check (state in ('WAITING', 'CLAIMED', 'ACCEPTED', 'DELIVERED', 'REJECTED', 'UNKNOWN', 'EXPIRED')),
  -- The receiver can tell a repetition by its id: sending again when in doubt is safe.
  repeatable boolean not null,
  -- How long one attempt may take before its claim counts as lost.
  lease interval not null,
  body jsonb not null default '{}',
  phone text,
  client_id bigint,
  event_id bigint,
  message_id bigint,
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  good_for interval not null,
  good_until timestamptz not null,
  -- Grows with every claim: what settles names the claim it was given.
  claim bigint not null default 0,
  claimed_by bigint,
  claimed_until timestamptz,
  external_id text,
  code text,
  reason text,
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (club_id, id),
  unique (club_id, source, source_id),
  foreign key (club_id, client_id) references client (club_id, id) on delete set null (client_id),
  check ((state = 'CLAIMED') = (claimed_until is not null))
) with (fillfactor = 80);

create index outbox_due on outbox_message (connection_id, next_at, id) where state = 'WAITING';
create index outbox_order on outbox_message (connection_id, order_key, id)
  where order_key is not null and state in ('WAITING', 'CLAIMED');
create index outbox_good on outbox_message (good_until) where state = 'WAITING';
create index outbox_claimed on outbox_message (connection_id, claimed_until) where state = 'CLAIMED';
create index outbox_connection on outbox_message (club_id, connection_id, id);
create index outbox_phone on outbox_message (club_id, phone, id) where phone is not null;
create index outbox_external on outbox_message (club_id, connection_id, external_id)
  where external_id is not null;

create table delivery_attempt (
  club_id bigint not null default hub_club(),
  id bigint generated always as identity,
  message_id bigint not null,
  at timestamptz not null default now(),
  outcome text not null check (outcome in
    ('ACCEPTED', 'DELIVERED', 'RETRY', 'REJECTED', 'UNKNOWN', 'CONNECTION_DOWN', 'EXPIRED', 'REPLAYED')),
  code text,
  reason text,
  ms bigint not null default 0,
  primary key (club_id, id),
  foreign key (club_id, message_id) references outbox_message (club_id, id) on delete cascade
);
create index delivery_attempt_message on delivery_attempt (club_id, message_id, id);

select hub_protect(array['outbox_message', 'delivery_attempt']::regclass[]);

-- A connection that could not send tries again with its oldest message, and with that one only. It
-- is kept here, so that the next owner goes on where this one stopped.
alter table connection_health
  add column probe_at timestamptz,
  add column probes int not null default 0;
comment on column connection_health.probe_at is 'When to try the next message; null: sending works, or was never tried';

-- A call the hub begins has its row before the PBX says a word of it.
alter table call add column heard boolean not null default true;
comment on column call.heard is 'False until the PBX has told something of this call';
create index call_unheard on call (started_at) where not heard and stage <> 'ENDED';
