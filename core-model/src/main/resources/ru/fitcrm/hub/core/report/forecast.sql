-- Automatic charges to come: of each contract the next, as its system told it.
select k.client_id, k.next_charge_on as charge_on, k.title as contract, k.status, k.price as amount, k.debt,
       k.terminates_on, cast(k.next_charge_on - date '2000-01-01' as bigint) as sort, k.id
  from contract k
  join client c on c.id = k.client_id
 where k.next_charge_on between :from and :to
   and k.status in ('ACTIVE', 'FROZEN') and not k.deleted
   and c.archived_at is null and c.merged_into is null{whose}
