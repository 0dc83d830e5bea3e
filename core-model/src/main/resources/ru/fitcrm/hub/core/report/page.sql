-- A page of a report, and whose its rows are.
select r.*, c.name as client_name, c.branch_id, c.responsible_id,
       (select p.number from client_phone p where p.client_id = r.client_id
         order by p.position, p.number limit 1) as phone
  from (select r.* from ({report}) r
         where (r.sort, r.id) > (:afterSort, :afterId)
         order by r.sort, r.id
         limit :rows) r
  left join client c on c.id = r.client_id
 order by r.sort, r.id
