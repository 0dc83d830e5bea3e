-- What the rules of the night find, and how far a club wants them to look.

alter table club
  add column expiring_days int not null default 1 check (expiring_days between 1 and 60),
  add column debt_days int not null default 10 check (debt_days between 1 and 60),
  -- Asleep from the day after so many days without activity.
  add column sleeping_days int not null default 30 check (sleeping_days between 1 and 365),
  add column lost_days int not null default 7 check (lost_days in (7, 14, 21, 28)),
  add column missed_in_a_row int not null default 3 check (missed_in_a_row between 2 and 20),
  add column visits_left int not null default 2 check (visits_left between 0 and 20);

-- What one run found, until it is told: the event to be, how urgent it is (less is more), and
-- whether it began this day or lay there when the club was first looked at.
create table job_finding (
  club_id bigint not null default hub_club() references club,
  run_id bigint not null references job_run on delete cascade,
  key text not null,
  type text not null,
  subject_type text not null,
  subject_id bigint not null,
  client_id bigint,
  data jsonb not null,
  urgency bigint not null,
  begins boolean not null,
  -- Told by a run before; kept of dry runs only.
  known boolean not null,
  primary key (club_id, run_id, key)
);
create index job_finding_urgent on job_finding (club_id, run_id, urgency, key);

-- Whether a club had nights before.
create index job_run_club_of_job on job_run_club (club_id, job, business_date);

select hub_protect(array['job_finding']::regclass[]);

-- Clubs made before get the rules of new ones.
set local role ${platform};
insert into rule (club_id, name, event_type, condition, action, settings)
select club.id, r.name, r.event_type, null, r.action, cast(r.settings as jsonb)
  from club, (values
    ('Контракт заканчивается: карточка', 'contract.expiring', 'CARD',
     '{"code": "CONTRACT_EXPIRING", "reason": "Контракт заканчивается: предложите продлить", "nextStep": "Предложить продление", "dueInDays": 0}'),
    ('Задолженность: карточка', 'contract.debt', 'CARD',
     '{"code": "CONTRACT_DEBT", "reason": "Задолженность: предложите погасить", "nextStep": "Предложить погасить", "dueInDays": 0}'),
    ('Пропуски подряд: карточка', 'client.losing', 'CARD',
     '{"code": "CLIENT_LOSING", "reason": "Предотвращение потери", "nextStep": "Узнать причину пропусков", "dueInDays": 0}'),
    ('Спящий клиент: уведомить ответственного', 'client.sleeping', 'NOTICE', '{"to": "RESPONSIBLE"}'),
    ('Потеряшка: уведомить ответственного', 'client.lost', 'NOTICE', '{"to": "RESPONSIBLE"}')
  ) as r (name, event_type, action, settings)
on conflict do nothing;
reset role;
