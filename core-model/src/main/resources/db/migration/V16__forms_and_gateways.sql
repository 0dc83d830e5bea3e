-- What a person asks by a form, and what a gateway tells of a payment.

alter table request
  add column connection_id bigint,
  add column form text,
  add column page text,
  add column comment text;

-- The shop's own number of an order; the club's system may know a payment by it alone.
alter table payment
  add column order_ref text collate "C",
  -- Why a payment failed, in the gateway's word.
  add column code text;
create index payment_order on payment (club_id, order_ref) where provisional;
create index payment_transaction on payment (club_id, transaction_ref) where transaction_ref is not null;

-- How often the public address turned somebody away, and why at last.
alter table connection_health
  add column refused bigint not null default 0,
  add column last_refused_at timestamptz,
  add column last_refused_code text;

set local role ${platform};
insert into rule (club_id, name, event_type, condition, action, settings)
select club.id, r.name, r.event_type, null, r.action, cast(r.settings as jsonb)
  from club, (values
    ('Новая заявка: карточка', 'request.received', 'CARD',
     '{"code": "NEW_REQUEST", "group": "request", "reason": "Новая заявка", "nextStep": "Связаться", "dueInDays": 0}'),
    ('Новая заявка: уведомить ответственного', 'request.received', 'NOTICE', '{"to": "RESPONSIBLE"}')
  ) as r (name, event_type, action, settings);
reset role;
