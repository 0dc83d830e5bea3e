-- All that moved a client's balance before the period's end. Money paid is income, money given back
-- is expense, and so is a contract's price on the day it was made. A recurring contract's system
-- tells no charges: each payment for it is taken to be for a time of its own, charged as it is paid.
-- Money given back for a contract takes back so much of its charge.
select p.at, p.kind as operation, k.title as contract, p.id * 4 as id,
       case when p.kind = 'REFUND' then 0 else p.amount end as income,
       case when p.kind = 'REFUND' then p.amount else 0 end as expense
  from payment p
  left join contract k on k.id = p.contract_id and k.client_id = p.client_id
 where p.client_id = :client and p.status = 'SUCCEEDED' and not p.deleted and p.at < :toAt
union all
select p.at, case when p.kind = 'REFUND' then 'RETURN' else 'CHARGE' end, k.title, p.id * 4 + 1, 0,
       case when p.kind = 'REFUND' then -p.amount else p.amount end
  from payment p
  join contract k on k.id = p.contract_id and k.client_id = p.client_id
 where p.client_id = :client and p.status = 'SUCCEEDED' and not p.deleted and p.at < :toAt
   and (k.term = 'RECURRING' or p.kind = 'REFUND' and k.price > 0) and not k.deleted
union all
select m.at, 'CHARGE', k.title, k.id * 4 + 2, 0, k.price
  from contract k
  cross join lateral (
    select coalesce(k.made_at, cast(k.starts_on as timestamp) at time zone :zone, k.heard_at) as at) m
 where k.client_id = :client and k.term is distinct from 'RECURRING' and k.price > 0 and not k.deleted
   and m.at < :toAt
   and not (k.status = 'TERMINATED' and k.debt = 0
            and not exists (select 1 from payment p
                             where p.client_id = k.client_id and p.contract_id = k.id
                               and p.status = 'SUCCEEDED' and not p.deleted))
