-- What the platform is to write a letter of.
noted as (
  insert into licence_notice (valid_until, day)
  select (f.data ->> 'validUntil')::date, (f.data ->> 'day')::int
    from found f
  on conflict do nothing
)
