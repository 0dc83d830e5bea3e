-- Notices of licences nobody has written a letter of, and who administers those clubs. Who has no
-- account reads Russian.
select n.club_id as club, c.slug, c.name as club_name, n.valid_until, n.day, t.addresses, t.languages,
       l.valid_until <> n.valid_until as renewed
  from licence_notice n
  join club c on c.id = n.club_id
  join licence l on l.club_id = n.club_id
 cross join lateral (
   select coalesce(array_agg(w.email order by w.email), '{}') as addresses,
          coalesce(array_agg(w.language order by w.email), '{}') as languages
     from (select email, min(language) as language
             from (select u.email, u.language from user_account u
                    where u.club_id = n.club_id and u.role = 'CLUB_ADMIN' and u.disabled_at is null
                    union all
                   select lower(e.email), 'ru' from employee e
                    where e.club_id = n.club_id and e.role = 'CLUB_ADMIN' and e.email is not null
                      and not exists (select 1 from user_account u
                                       where u.club_id = e.club_id and u.employee_id = e.id and u.disabled_at is null)
                  ) one group by email) w) t
 where n.mailed_at is null
 order by n.told_at, n.club_id, n.day
 limit 500
