-- The rest of the night: people who seem to be one, overdue cards, what is past its term, and jobs
-- that fail.

-- Who seems to be one person -----------------------------------------------------------------------

alter table client add column email_lower text generated always as (lower(email)) stored;
create index client_email on client (club_id, email_lower) where email_lower is not null;
create index client_birth on client (club_id, birth_date) where birth_date is not null;

create function hub_name_words(name text) returns text
  language sql immutable parallel safe
  return array_to_string(array(
    select word from unnest(string_to_array(translate(lower(name), 'ё.,-', 'е   '), ' ')) as w(word)
     where word <> '' order by word), ' ');
comment on function hub_name_words is 'The words of a name in one order: «Иван  Иванов» is «Иванов Иван», «ё» is «е»';

-- What is past its term ----------------------------------------------------------------------------

alter table club
  -- Rows of the inbox and the outbox, notices, runs of the sync; bodies go before, see body_days.
  add column log_days int not null default 365 check (log_days between 30 and 3650),
  -- Leads that became no clients are erased after so many months without a sign of life; 0: never.
  add column lead_months int not null default 0 check (lead_months = 0 or lead_months between 3 and 120),
  add check (log_days >= body_days);

create index notice_age on notice (club_id, created_at);
create index idempotency_key_age on idempotency_key (club_id, created_at);
create index client_lead_age on client (club_id, created_at) where kind = 'LEAD' and erased_at is null;

-- Months are dropped by the owner of the tables alone; afterMigrate.sql has how they are made.
-- Events go when their months are over; of bodies, each club has its own days, and the month goes
-- when its last body went.
create function hub_old_months(event_months int) returns setof text
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  part text;
  month date;
  empty boolean;
begin
  if event_months < 3 then
    raise exception 'events are kept three months at least, not %', event_months;
  end if;
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent in ('public.event'::regclass, 'public.inbox_body'::regclass) and c.relname ~ '_[0-9]{6}$'
     order by c.relname
  loop
    month := to_date(right(part, 6), 'YYYYMM');
    if part like 'event%' then
      if month < (date_trunc('month', now()) - make_interval(months => event_months))::date then
        return next part;
      end if;
    elsif month < date_trunc('month', now() - interval '1 day')::date then
      execute format('select not exists (select 1 from %I)', part) into empty;
      if empty then
        return next part;
      end if;
    end if;
  end loop;
end $$;

create function hub_drop_months(event_months int) returns int
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '1s' as $$
declare
  part text;
  dropped int := 0;
begin
  for part in select * from hub_old_months(event_months) loop
    begin
      execute format('drop table %I', part);
      dropped := dropped + 1;
    exception when lock_not_available then
      -- Somebody reads it: the next night drops it.
      null;
    end;
  end loop;
  return dropped;
end $$;
comment on function hub_drop_months is 'Drops months past their term, waiting a second at most for each; says how many';

revoke all on function hub_old_months(int), hub_drop_months(int) from public;
grant execute on function hub_old_months(int), hub_drop_months(int) to ${app}, ${platform};

create index job_run_age on job_run (started_at);

-- Jobs that fail -----------------------------------------------------------------------------------

-- Which jobs are not well in which club, since when. Of the platform's own club there is one more row
-- a job while it fails in any club.
create table job_trouble (
  club_id bigint not null default hub_club() references club,
  job text not null,
  anywhere boolean not null default false,
  id bigint generated always as identity,
  -- The last night it failed in; a later one that is done ends the trouble.
  business_date date not null,
  code text not null,
  since timestamptz not null,
  primary key (club_id, job, anywhere)
);
select hub_protect(array['job_trouble']::regclass[]);

-- Clubs made before get the rules of new ones.
set local role ${platform};
insert into rule (club_id, name, event_type, condition, action, settings)
select club.id, r.name, r.event_type, cast(r.condition as jsonpath), 'NOTICE', cast(r.settings as jsonb)
  from club, (values
    ('Похоже на дубль: уведомить администратора клуба', 'client.duplicate', null,
     '{"to": "CLUB_ADMIN", "text": {"ru": "Похоже, один человек: {client.name} и {other.name}", "en": "These seem to be one person: {client.name} and {other.name}"}}'),
    ('Просроченные карточки: уведомить ответственного', 'tasks.overdue', '!($.unassigned == true)',
     '{"to": "EMPLOYEE", "text": {"ru": "Просроченных карточек: {tasks.overdue}, самая давняя от {tasks.oldest}", "en": "Overdue cards: {tasks.overdue}, the oldest of {tasks.oldest}"}}'),
    ('Просроченные карточки без ответственного: уведомить администратора клуба', 'tasks.overdue', '$.unassigned == true',
     '{"to": "CLUB_ADMIN", "text": {"ru": "Просроченных карточек без ответственного: {tasks.overdue}, самая давняя от {tasks.oldest}", "en": "Overdue cards nobody is responsible for: {tasks.overdue}, the oldest of {tasks.oldest}"}}'),
    ('Ночная задача не выполнена: уведомить администратора клуба', 'job.failed', null,
     '{"to": "CLUB_ADMIN", "text": {"ru": "Ночная задача {job.name} не выполнена за {job.date}", "en": "The night''s job {job.name} failed for {job.date}"}}'),
    ('Ночная задача снова выполняется: уведомить администратора клуба', 'job.recovered', null,
     '{"to": "CLUB_ADMIN", "text": {"ru": "Ночная задача {job.name} снова выполняется", "en": "The night''s job {job.name} is well again"}}')
  ) as r (name, event_type, condition, settings)
on conflict do nothing;
reset role;
