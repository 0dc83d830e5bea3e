-- Leads without a sign of life since. While an import goes on nobody can be erased: the next night.
select c.id from client c
 where c.kind = 'LEAD' and c.erased_at is null and c.merged_into is null and c.created_at < :before
   and not exists (select 1 from contract k where k.client_id = c.id)
   and not exists (select 1 from payment p where p.client_id = c.id)
   and not exists (select 1 from visit v where v.client_id = c.id)
   and not exists (select 1 from booking b where b.client_id = c.id)
   and not exists (select 1 from call l
                    where l.client_id = c.id and (l.started_at >= :before or l.stage <> 'ENDED'))
   and not exists (select 1 from message m where m.client_id = c.id and m.created_at >= :before)
   and not exists (select 1 from request r
                    where r.client_id = c.id and (r.received_at >= :before or r.handled_at is null))
   and not exists (select 1 from comment t where t.client_id = c.id and t.at >= :before)
   and not exists (select 1 from task t
                    where t.client_id = c.id and (t.closed_at is null or t.closed_at >= :before))
   and not exists (select 1 from import_file f where f.state in ('CHECKING', 'RUNNING'))
