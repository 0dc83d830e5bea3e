-- What is written to people and what they write back. A message knows whom it is for and by which
-- channels in order; each try by a channel is a row of the outbox, which carries the retries.

-- What a connection carries, told by its kind when it is saved; null: no messages.
alter table connection add column channel text
  check (channel in ('SMS', 'WHATSAPP', 'TELEGRAM', 'MAX', 'EMAIL'));
create index connection_channel on connection (club_id, channel) where channel is not null and enabled;

-- When nothing but codes is said, by the club's clock, and how much a person is told at most.
alter table club
  add column quiet_from time not null default '21:00',
  add column quiet_until time not null default '09:00',
  add column ads_per_week int not null default 3 check (ads_per_week >= 0),
  add column texts_per_day int not null default 10 check (texts_per_day >= 0);

create table message (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  direction text not null check (direction in ('INCOMING', 'OUTGOING')),
  purpose text not null check (purpose in ('CODE', 'SERVICE', 'AD')),
  state text not null check (state in
    ('WAITING', 'HELD', 'SENDING', 'ACCEPTED', 'DELIVERED', 'READ', 'REJECTED', 'UNKNOWN', 'EXPIRED')),
  -- Both null: to an address nobody is known by, or from one.
  client_id bigint,
  employee_id bigint,
  -- In order of preference, and addresses given with it, by channel.
  channels text[] not null default '{}',
  addresses jsonb not null default '{}',
  -- How long a channel may take to deliver before the next one is tried; null: only when it refuses.
  next_after interval,
  -- Which of the channels is under way, from 1; 0: none was found yet.
  step int not null default 0,
  channel text check (channel in ('SMS', 'WHATSAPP', 'TELEGRAM', 'MAX', 'EMAIL')),
  connection_id bigint,
  address text,
  -- Rendered once, when it is first said; null until then.
  subject text,
  text text,
  template jsonb,
  rule_id bigint,
  event_id bigint,
  author text,
  -- Whether its end is an event; not where a message's own event caused it, so that none can loop.
  tells boolean not null default true,
  external_id text,
  code text,
  reason text,
  -- When to look for a channel, the first or the next; by the database's clock.
  way_due_at timestamptz,
  held_until timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  accepted_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  primary key (club_id, id),
  foreign key (club_id, client_id) references client (club_id, id) on delete cascade,
  foreign key (club_id, employee_id) references employee (club_id, id) on delete set null (employee_id)
);
create index message_client on message (club_id, client_id, id) where client_id is not null;
create index message_address on message (club_id, address, id) where address is not null;
create index message_event on message (club_id, event_id) where event_id is not null;
create index message_way on message (way_due_at) where way_due_at is not null;
create index client_merge_kept on client_merge (club_id, kept_id) where undone_at is null;
create unique index message_heard_once on message (club_id, connection_id, external_id)
  where direction = 'INCOMING' and external_id is not null;

create index outbox_of_message on outbox_message (club_id, message_id) where message_id is not null;
alter table delivery_attempt drop constraint delivery_attempt_outcome_check;
alter table delivery_attempt add constraint delivery_attempt_outcome_check check (outcome in
  ('ACCEPTED', 'DELIVERED', 'RETRY', 'REJECTED', 'UNKNOWN', 'CONNECTION_DOWN', 'EXPIRED', 'REPLAYED', 'POSTPONED'));

-- Where a person can be answered, known once they have written. Whoever wants to make a lead of an
-- address takes its row first.
create table client_address (
  club_id bigint not null default hub_club() references club,
  channel text not null check (channel in ('SMS', 'WHATSAPP', 'TELEGRAM', 'MAX', 'EMAIL')),
  address text not null check (address <> ''),
  client_id bigint,
  name text,
  learnt_at timestamptz not null,
  heard_at timestamptz not null,
  primary key (club_id, channel, address),
  foreign key (club_id, client_id) references client (club_id, id) on delete cascade
);
create index client_address_client on client_address (club_id, client_id, channel);

-- What a person wants of the club by a form or a message, until somebody has answered.
create table request (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  client_id bigint not null,
  kind text not null check (kind in ('MESSAGE', 'FORM')),
  source text not null,
  utm jsonb not null default '{}',
  message_id bigint,
  -- False: this person had asked for something before.
  first boolean not null,
  received_at timestamptz not null,
  handled_at timestamptz,
  primary key (club_id, id),
  foreign key (club_id, client_id) references client (club_id, id) on delete cascade
);
create index request_client on request (club_id, client_id, id);
create index request_open on request (club_id, received_at) where handled_at is null;

select hub_protect(array['message', 'client_address', 'request']::regclass[]);
