-- What the platform is to write a letter of.
insert into licence_notice (valid_until, day)
select (f.data ->> 'validUntil')::date, (f.data ->> 'day')::int
  from ({find}) f
on conflict do nothing
