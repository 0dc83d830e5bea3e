-- An endpoint of outgoing webhooks is a connection of kind webhook-out: its own lane of the outbox with
-- an owner, a circuit and a hold. What a connection has no place for stands here.
create table webhook_endpoint (
  club_id bigint not null default hub_club(),
  connection_id bigint not null,
  -- Replaced secrets that still sign beside the new one: [{cipher, until}].
  old_secrets jsonb not null default '[]',
  -- Since when nothing was taken there; null: the last delivery was.
  failing_since timestamptz,
  -- To the minute: a row written at every delivery would make deliveries wait for each other.
  last_success_at timestamptz,
  last_failure_at timestamptz,
  -- Why the hub itself switched it off, until a delivery is tried again.
  off_because text check (off_because in ('GONE', 'FAILING')),
  off_at timestamptz,
  primary key (club_id, connection_id),
  foreign key (club_id, connection_id) references connection (club_id, id) on delete cascade,
  check ((off_because is null) = (off_at is null))
);
select hub_protect(array['webhook_endpoint']::regclass[]);

-- Every event asks for the lanes it goes to.
create index connection_webhooks on connection (club_id, id) where kind = 'webhook-out' and enabled;

-- What was said on the wire at an attempt: {request{url, headers}, response{status, headers, body}}.
alter table delivery_attempt add column exchange jsonb;

create function webhook_wants(settings jsonb, event_type text) returns boolean
  language sql immutable parallel safe
  return coalesce(settings ->> 'onlyByRules', 'false') <> 'true'
     and (case when jsonb_typeof(settings -> 'eventTypes') = 'array'
               then jsonb_array_length(settings -> 'eventTypes') else 0 end = 0
          or exists (
            select 1 from jsonb_array_elements_text(settings -> 'eventTypes') f(wanted)
             where f.wanted = event_type or f.wanted = '*'
                or (right(f.wanted, 2) = '.*' and starts_with(event_type, left(f.wanted, -1)))));
comment on function webhook_wants is 'Whether an endpoint wants events of a type: exact, a prefix like payment.*, or no filter at all';

create function webhook_body(
    id bigint, type text, key text, subject_type text, subject_id bigint, client_id bigint, data jsonb,
    occurred_at timestamptz) returns jsonb
  language sql stable parallel safe
  return jsonb_build_object(
    'id', id, 'type', type, 'timestamp', to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'key', key, 'subject', jsonb_build_object('type', subject_type, 'id', subject_id),
    'clubId', hub_club(), 'clientId', client_id, 'data', data,
    'occurredAt', to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
comment on function webhook_body is 'What is sent of an event: its shape in the API, with timestamp as Standard Webhooks wants';

-- A rule may name endpoints, too.
alter table rule drop constraint rule_action_check;
alter table rule add constraint rule_action_check
  check (action in ('CARD', 'LINE', 'DONE', 'NOTICE', 'MESSAGE', 'WEBHOOK'));
comment on table rule is
  'What follows from an event: a card, a line on an open card, its step done, a notice, a message, a webhook';
