-- Keys for programs: what each may do, how often, until when; and the words a key had before it was
-- changed, which open the same doors for a while.

alter table api_key
  -- For example clients:read; null: everything its role may.
  add column scopes text[] check (cardinality(scopes) > 0),
  add column rate_per_minute int not null default 600 check (rate_per_minute between 1 and 60000),
  add column expires_at timestamptz,
  add column rotated_at timestamptz;
-- Whoever runs the hub is not slowed down by it.
set local role ${platform};
update api_key set rate_per_minute = 60000 where role = 'SUPERADMIN';
reset role;

create table api_key_before (
  club_id bigint not null default hub_club() references club,
  key_id bigint not null,
  key_hash bytea not null unique,
  good_until timestamptz not null,
  primary key (club_id, key_id, key_hash),
  foreign key (club_id, key_id) references api_key (club_id, id) on delete cascade
);

select hub_protect(array['api_key_before']::regclass[]);

-- Who asked the club for something, in the order it came, with or without an answer.
create index request_received on request (club_id, received_at desc, id desc);
alter table request add column handled_by text;

-- Whoever answers a client has done what the card asks for. Clubs made before get the rule, too.
set local role ${platform};
insert into rule (club_id, name, event_type, condition, action, settings)
select id, 'Ответили клиенту: шаг «Ответить» выполнен', 'message.answered', null, 'DONE',
       '{"code": "NEW_MESSAGE", "group": "message", "nextStep": "Ответить"}'
  from club
on conflict do nothing;
reset role;

-- By what an employee is told besides the console: the phone is there already, a log-in's e-mail
-- counts where none is set here.
alter table employee
  add column email text check (email like '%_@_%'),
  add column telegram text check (telegram <> ''),
  add column max text check (max <> '');
