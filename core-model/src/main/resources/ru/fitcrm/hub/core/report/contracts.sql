-- Contracts that begin or end in the period, or are good for a day of it.
select f.client_id, f.contract, f.kind, f.status, f.starts, f.ends_on, f.price, f.debt,
       cast(case when :method = 'ENDS' then f.ends_on else f.starts end - date '2000-01-01' as bigint) as sort, f.id
  from (
    select k.client_id, k.title as contract, coalesce(k.term, k.kind) as kind, k.status, k.ends_on, k.price, k.debt,
           coalesce(k.starts_on, cast(k.made_at at time zone :zone as date)) as starts, k.id
      from contract k
      join client c on c.id = k.client_id
     where not k.deleted{whose}
  ) f
 where case :method
         when 'STARTS' then f.starts between :from and :to
         when 'ENDS' then f.ends_on between :from and :to
         else f.starts <= :to and (f.ends_on is null or f.ends_on >= :from)
              and f.status in ('ACTIVE', 'FROZEN', 'ENDED')
       end
