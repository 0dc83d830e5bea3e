-- Pairs of people who seem to be one: a slice's people with everybody who was there before them. What
-- more than ten share is a placeholder and nobody's own. It is told of the one to keep: a client before
-- a lead, which can be merged into it, else who was there first.
select 'client.duplicate' as type,
       'client.duplicate:' || a.id || ':' || b.id as key,
       'client' as subject_type, k.id as subject_id, k.id as client_id,
       jsonb_build_object('clientId', k.id, 'otherId', a.id + b.id - k.id,
                          'same', (select jsonb_agg(distinct w order by w) from unnest(p.same) as w)) as data,
       -cast(cardinality(p.same) as bigint) as urgency,
       b.created_at >= cast(:date - 1 as timestamp) at time zone :zone as begins
  from (
    select a_id, b_id, array_agg(distinct same) as same
      from (
        select x.client_id as a_id, n.client_id as b_id, 'phone' as same
          from client_phone n
         cross join lateral (
           select array_agg(m.client_id) as ids
             from (select o.client_id from client_phone o where o.number = n.number
                    order by o.client_id limit 11) m) owners
         cross join lateral unnest(owners.ids) as x(client_id)
         where n.client_id > :after and n.client_id <= :last
           and cardinality(owners.ids) <= 10 and x.client_id < n.client_id
        union all
        select x.id, c.id, 'email'
          from client c
         cross join lateral (
           select array_agg(m.id) as ids
             from (select o.id from client o where o.email_lower = c.email_lower order by o.id limit 11) m) owners
         cross join lateral unnest(owners.ids) as x(id)
         where c.id > :after and c.id <= :last and c.email_lower is not null
           and cardinality(owners.ids) <= 10 and x.id < c.id
        union all
        -- A day on which very many are born was typed where none was known.
        select o.id, c.id, 'nameAndBirth'
          from client c
          join client o on o.birth_date = c.birth_date and o.id < c.id
                       and length(translate(o.name_lower, ' .,-', '')) = length(translate(c.name_lower, ' .,-', ''))
         where c.id > :after and c.id <= :last
           and c.birth_date = any (array(
                 select d.birth_date from client d
                  where d.birth_date = any (array(select s.birth_date from client s
                                                   where s.id > :after and s.id <= :last and s.birth_date is not null))
                  group by d.birth_date having count(*) between 2 and 200))
           and hub_name_words(o.name_lower) = hub_name_words(c.name_lower)
      ) pair
     group by a_id, b_id
  ) p
  join client a on a.id = p.a_id
  join client b on b.id = p.b_id and b.id > :after and b.id <= :last
 cross join lateral (select case when b.kind = 'CLIENT' and a.kind = 'LEAD' then b.id else a.id end as id) k
 where a.archived_at is null and a.merged_into is null and a.erased_at is null
   and b.archived_at is null and b.merged_into is null and b.erased_at is null
   and (a.birth_date is null or b.birth_date is null or a.birth_date = b.birth_date)
   and a.family_parent_id is distinct from b.id and b.family_parent_id is distinct from a.id
   and (a.family_parent_id is null or b.family_parent_id is null or a.family_parent_id <> b.family_parent_id)
   -- A family's number or address, also where nobody wrote down that it is one.
   and hub_names_fit(a.name, b.name)
