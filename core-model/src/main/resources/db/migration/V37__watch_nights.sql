-- What operators steer and watch of the night.

alter table job_schedule
  -- What becomes of a date that comes while one before is still worked on.
  add column if_running text not null default 'WAIT' check (if_running in ('WAIT', 'SKIP', 'TOGETHER'));

alter table job_run
  -- Its date was over when it was written down.
  add column caught_up boolean not null default false,
  -- When another node took it over from one that died.
  add column recovered_at timestamptz;

-- How long the club was worked on, without waiting and pauses.
alter table job_run_club add column worked_ms bigint not null default 0;

create index job_run_of_date on job_run (business_date, job);
