-- The night: what is scheduled, what ran, and for which club and date.

create table job_schedule (
  job text primary key,
  cron text not null,
  -- CLUB: by every club's own clock; else the one zone all clubs follow.
  zone text not null default 'CLUB',
  enabled boolean not null default true,
  catch_up text not null default 'LATEST' check (catch_up in ('ALL', 'LATEST')),
  version bigint not null default 1
);

create table job_run (
  id bigint generated always as identity primary key,
  job text not null,
  business_date date not null,
  zone text not null,
  scheduled boolean not null,
  dry_run boolean not null default false,
  requested_by text,
  status text not null default 'RUNNING' check (status in ('RUNNING', 'COMPLETED', 'FAILED', 'STOPPED')),
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  -- Who works on it; silent for a minute it is anybody's.
  lease uuid,
  beat_at timestamptz,
  -- How often it was begun anew, for late clubs and failed ones.
  round int not null default 1,
  check (not (scheduled and dry_run))
);
create unique index job_run_once on job_run (job, business_date, zone) where scheduled;
create index job_run_of_job on job_run (job, id);
create index job_run_open on job_run (id) where status = 'RUNNING';

create table job_run_club (
  club_id bigint not null default hub_club() references club,
  run_id bigint not null references job_run on delete cascade,
  job text not null,
  business_date date not null,
  scheduled boolean not null,
  state text not null default 'OWED' check (state in ('OWED', 'DONE', 'FAILED', 'SKIPPED', 'STOPPED')),
  -- Where the next slice begins; null at the beginning.
  position text,
  found bigint not null default 0,
  made bigint not null default 0,
  attempts int not null default 0,
  reason text,
  ended_at timestamptz,
  primary key (run_id, club_id)
);
create unique index job_run_club_once on job_run_club (club_id, job, business_date) where scheduled;
create index job_run_club_open on job_run_club (run_id, club_id) where state = 'OWED';

select hub_protect(array['job_run_club']::regclass[]);
grant select, insert, update, delete on job_schedule, job_run to ${app}, ${platform};

-- The timers of all nodes (db-scheduler's own layout) ----------------------------------------------

create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
grant select, insert, update, delete on scheduled_tasks to ${app}, ${platform};

-- The workshop of Spring Batch (its own layout) ----------------------------------------------------

create table batch_job_instance (
  job_instance_id bigint not null primary key,
  version bigint,
  job_name varchar(100) not null,
  job_key varchar(32) not null,
  constraint job_inst_un unique (job_name, job_key)
);
create table batch_job_execution (
  job_execution_id bigint not null primary key,
  version bigint,
  job_instance_id bigint not null references batch_job_instance (job_instance_id),
  create_time timestamp not null,
  start_time timestamp,
  end_time timestamp,
  status varchar(10),
  exit_code varchar(2500),
  exit_message varchar(2500),
  last_updated timestamp
);
create table batch_job_execution_params (
  job_execution_id bigint not null references batch_job_execution (job_execution_id),
  parameter_name varchar(100) not null,
  parameter_type varchar(100) not null,
  parameter_value varchar(2500),
  identifying char(1) not null
);
create table batch_step_execution (
  step_execution_id bigint not null primary key,
  version bigint not null,
  step_name varchar(100) not null,
  job_execution_id bigint not null references batch_job_execution (job_execution_id),
  create_time timestamp not null,
  start_time timestamp,
  end_time timestamp,
  status varchar(10),
  commit_count bigint,
  read_count bigint,
  filter_count bigint,
  write_count bigint,
  read_skip_count bigint,
  write_skip_count bigint,
  process_skip_count bigint,
  rollback_count bigint,
  exit_code varchar(2500),
  exit_message varchar(2500),
  last_updated timestamp
);
create table batch_step_execution_context (
  step_execution_id bigint not null primary key references batch_step_execution (step_execution_id),
  short_context varchar(2500) not null,
  serialized_context text
);
create table batch_job_execution_context (
  job_execution_id bigint not null primary key references batch_job_execution (job_execution_id),
  short_context varchar(2500) not null,
  serialized_context text
);
create sequence batch_step_execution_seq;
create sequence batch_job_execution_seq;
create sequence batch_job_seq;
grant select, insert, update, delete on batch_job_instance, batch_job_execution, batch_job_execution_params,
  batch_step_execution, batch_step_execution_context, batch_job_execution_context to ${app}, ${platform};
grant usage on sequence batch_step_execution_seq, batch_job_execution_seq, batch_job_seq to ${app}, ${platform};
