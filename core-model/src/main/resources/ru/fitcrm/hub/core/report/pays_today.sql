-- Who has a reason to pay on the date: a contract may give several.
select k.client_id, k.title as contract, w.why, w.amount, w.place as sort, k.id
  from contract k
  join client c on c.id = k.client_id
  cross join lateral (
    select 'CHARGE' as why, k.price as amount, 1 as place
     where k.term = 'RECURRING' and k.status = 'ACTIVE' and k.next_charge_on = :date
    union all
    select 'DEBT', k.debt, 2
     where k.debt > 0 and k.terminates_on = :date and k.status in ('ACTIVE', 'FROZEN')
    union all
    select 'NEW', case when k.debt > 0 then k.debt else k.price end, 3
     where k.status = 'AWAITING_PAYMENT'
       and coalesce(k.starts_on, cast(k.made_at at time zone :zone as date)) = :date
    union all
    select 'RENEWAL', k.price, 4
     where k.term is distinct from 'RECURRING' and k.status in ('ACTIVE', 'FROZEN') and k.ends_on = :date
  ) w
 where not k.deleted and c.archived_at is null and c.merged_into is null{whose}
