-- Packages with few visits left. A package topped up runs out anew: its total is part of the key.
select 'visits.running_out' as type,
       'visits.running_out:' || k.id || ':' || coalesce(cast(k.visits_total as text), '') as key,
       'contract' as subject_type, k.id as subject_id, k.client_id,
       jsonb_strip_nulls(jsonb_build_object('contractId', k.id, 'clientId', k.client_id,
                          'visitsLeft', k.visits_left, 'visitsTotal', k.visits_total)) as data,
       cast(k.visits_left as bigint) as urgency,
       exists (select 1 from visit v
                where v.client_id = k.client_id and not v.deleted
                  and v.at >= cast(:date - 1 as timestamp) at time zone :zone) as begins
  from contract k
  join client c on c.id = k.client_id and c.id > :after and c.id <= :last
 where k.client_id > :after and k.client_id <= :last
   and k.kind = 'PACKAGE' and k.status = 'ACTIVE' and not k.deleted and k.visits_left <= :visitsLeft
   and (k.ends_on is null or k.ends_on >= :date)
   and c.archived_at is null and c.merged_into is null
