-- That a club's administrators want their licence renewed, until the platform renews it.
alter table licence
  add column asked_months int check (asked_months in (1, 3, 6, 12)),
  add column asked_by text,
  add column asked_at timestamptz;
