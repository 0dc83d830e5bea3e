-- Whose birthday it is; of the 29th of February, the 28th in common years.
select 'client.birthday' as type,
       'client.birthday:' || c.id || ':' || cast(extract(year from :date) as int) as key,
       'client' as subject_type, c.id as subject_id, c.id as client_id,
       jsonb_build_object('clientId', c.id, 'turns',
                          cast(extract(year from :date) - extract(year from c.birth_date) as int)) as data,
       c.id as urgency,
       true as begins
  from client c
 where c.id > :after and c.id <= :last and c.archived_at is null and c.merged_into is null
   and c.birth_date < :date
   and (to_char(c.birth_date, 'MMDD') = to_char(:date, 'MMDD')
        or to_char(c.birth_date, 'MMDD') = '0229' and to_char(:date, 'MMDD') = '0228'
           and to_char(:date + 1, 'MMDD') = '0301')
