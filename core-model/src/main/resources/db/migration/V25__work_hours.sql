-- Work hours are written in the hub too, and given to the club's system of record where it takes them.
alter table employee add column available boolean not null default true;
comment on column employee.available is 'whether clients see the employee as somebody to book';

alter table work_shift
  -- How often people changed the row here; each change is given once.
  add column change_no bigint not null default 0,
  -- How far the last change is on its way to the system; null is no change of the hub's.
  add column giving text check (giving in ('WAITING', 'GIVEN', 'REFUSED')),
  add column giving_code text,
  add column giving_reason text,
  -- What the system told before it took the change: told once more, that is old.
  add column hash_before bigint;
