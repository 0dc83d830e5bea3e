-- Fixed-term contracts that end after the business date and within the club's days.
select 'contract.expiring' as type,
       'contract.expiring:' || k.id || ':' || k.ends_on as key,
       'contract' as subject_type, k.id as subject_id, k.client_id,
       jsonb_build_object('contractId', k.id, 'clientId', k.client_id, 'endsOn', k.ends_on,
                          'daysLeft', k.ends_on - :date) as data,
       cast(k.ends_on - :date as bigint) as urgency,
       k.ends_on = :date + :expiringDays as begins
  from contract k
  join client c on c.id = k.client_id and c.id > :after and c.id <= :last
 where k.client_id > :after and k.client_id <= :last
   and k.term = 'FIXED_TERM' and k.status in ('ACTIVE', 'FROZEN') and not k.deleted
   and k.ends_on > :date and k.ends_on <= :date + :expiringDays
   and c.archived_at is null and c.merged_into is null
