-- Recurring contracts with a debt that are terminated after the business date and within the club's
-- days.
select 'contract.debt' as type,
       'contract.debt:' || k.id || ':' || k.terminates_on as key,
       'contract' as subject_type, k.id as subject_id, k.client_id,
       jsonb_build_object('contractId', k.id, 'clientId', k.client_id, 'debt', k.debt,
                          'terminatesOn', k.terminates_on, 'daysLeft', k.terminates_on - :date) as data,
       cast(k.terminates_on - :date as bigint) as urgency,
       k.terminates_on = :date + :debtDays as begins
  from contract k
  join client c on c.id = k.client_id and c.id > :after and c.id <= :last
 where k.client_id > :after and k.client_id <= :last
   and k.term = 'RECURRING' and k.status in ('ACTIVE', 'FROZEN') and not k.deleted and k.debt > 0
   and k.terminates_on > :date and k.terminates_on <= :date + :debtDays
   and c.archived_at is null and c.merged_into is null
