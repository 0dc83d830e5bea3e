-- Files of clients that people bring: kept until they are old, worked through a slice at a time.

create table import_file (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  name text not null,
  size bigint not null,
  sha256 text not null,
  format text not null check (format in ('CSV', 'XLSX')),
  -- {charset, separator, sheet, sheets, headerRow}
  layout jsonb not null,
  -- [{index, header, field, confidence, samples}]
  columns jsonb not null,
  state text not null default 'READY'
    check (state in ('READY', 'CHECKING', 'CHECKED', 'RUNNING', 'COMPLETED', 'STOPPED', 'FAILED')),
  -- What it is or was last worked through for.
  pass text not null default 'CHECK' check (pass in ('CHECK', 'RUN')),
  -- Rows done, those below the header.
  position bigint not null default 0,
  total bigint,
  counts jsonb not null default '{}',
  trouble_code text,
  trouble text,
  created_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  -- Who works on it; silent for a minute it is anybody's.
  lease uuid,
  beat_at timestamptz,
  -- How often it was begun or resumed.
  round int not null default 0,
  -- Its bytes, samples and rows were dropped.
  purged_at timestamptz,
  version bigint not null default 1,
  primary key (club_id, id)
);
create index import_file_open on import_file (id) where state in ('CHECKING', 'RUNNING');

create table import_part (
  club_id bigint not null default hub_club(),
  import_id bigint not null,
  number int not null,
  bytes bytea not null,
  primary key (club_id, import_id, number),
  foreign key (club_id, import_id) references import_file (club_id, id) on delete cascade
);
-- Compressing what is compressed already is time for nothing.
alter table import_part alter column bytes set storage external;

-- Rows that were not taken, or not wholly.
create table import_fault (
  club_id bigint not null default hub_club(),
  import_id bigint not null,
  id bigint generated always as identity,
  row_number bigint not null,
  taken boolean not null,
  field text not null,
  code text not null,
  reason text not null,
  cells jsonb not null,
  primary key (club_id, import_id, id),
  foreign key (club_id, import_id) references import_file (club_id, id) on delete cascade
);

select hub_protect(array['import_file', 'import_part', 'import_fault']::regclass[]);
