-- Notices of licences nobody has written a letter of, and who administers those clubs.
select n.club_id as club, c.slug, c.name as club_name, n.valid_until, n.day,
       array(select u.email from user_account u
              where u.club_id = n.club_id and u.role = 'CLUB_ADMIN' and u.disabled_at is null
              union
             select lower(e.email) from employee e
              where e.club_id = n.club_id and e.role = 'CLUB_ADMIN' and e.email is not null
                and not exists (select 1 from user_account u
                                 where u.club_id = e.club_id and u.employee_id = e.id and u.disabled_at is null)
              order by 1) as addresses
  from licence_notice n join club c on c.id = n.club_id
 where n.mailed_at is null
 order by n.told_at, n.club_id, n.day
 limit 500
