-- Contracts with a debt, whatever became of them; the greatest debt first.
select k.client_id, k.title as contract, k.status, k.debt, k.terminates_on,
       k.terminates_on - :date as days_left,
       (select cast(max(p.at) at time zone :zone as date) from payment p
         where p.client_id = k.client_id and p.status = 'SUCCEEDED' and p.kind <> 'REFUND' and not p.deleted)
         as last_paid_on,
       -cast(k.debt * 100 as bigint) as sort, k.id
  from contract k
  join client c on c.id = k.client_id
 where k.debt > 0 and not k.deleted
   and c.archived_at is null and c.merged_into is null{whose}
