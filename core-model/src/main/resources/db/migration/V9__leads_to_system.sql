-- When a lead the hub made is given to the club's system of record: as it is made, when somebody has
-- sorted it (its card has a status), or never.
alter table club add column leads_to_system text not null default 'WHEN_SORTED'
  check (leads_to_system in ('AT_ONCE', 'WHEN_SORTED', 'NEVER'));
