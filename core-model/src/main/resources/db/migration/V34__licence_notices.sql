-- Which notices of its licence's end a club was given, and whether the platform's letter of it went.
create table licence_notice (
  club_id bigint not null default hub_club() references club,
  valid_until date not null,
  -- Days from the end.
  day int not null check (day in (-30, -7, 0, 3, 14)),
  told_at timestamptz not null default now(),
  mailed_at timestamptz,
  primary key (club_id, valid_until, day)
);
create index licence_notice_to_mail on licence_notice (told_at) where mailed_at is null;

select hub_protect(array['licence_notice']::regclass[]);

-- Clubs made before get the rules of new ones; the platform's own club buys nothing.
set local role ${platform};
update licence set valid_until = '9999-12-31'
 where club_id = (select id from club where slug = 'platform');
insert into rule (club_id, name, event_type, condition, action, settings)
select club.id, 'Лицензия: уведомить администраторов клуба', 'licence.notice', null, 'NOTICE',
       '{"to": "CLUB_ADMIN", "text": {"ru": "Лицензия клуба до {licence.validUntil}: {licence.state}", "en": "The club’s licence is good until {licence.validUntil}: {licence.stateEn}"}}'
  from club where slug <> 'platform'
on conflict do nothing;
insert into rule (club_id, name, event_type, condition, action, settings)
select club.id, 'Лицензия: письмо администраторам клуба', 'licence.notice', null, 'MESSAGE',
       '{"to": "CLUB", "channels": ["EMAIL"], "subject": {"ru": "Лицензия клуба «{licence.club}» до {licence.validUntil}", "en": "Licence of {licence.club}: until {licence.validUntil}"}, "text": {"ru": "Здравствуйте!\n\nЛицензия FitCRM клуба «{licence.club}» до {licence.validUntil}: {licence.state}.\n\nПосле окончания три дня всё работает как прежде. С третьего дня данные можно только смотреть, клиентам ничего не отправляется. С четырнадцатого дня доступ закрыт. Данные сохраняются, после продления всё снова работает.\n\nПродлить: раздел «Лицензия» в меню пользователя или отдел продаж FitCRM.", "en": "Hello!\n\nThe FitCRM licence of {licence.club} until {licence.validUntil}: {licence.stateEn}.\n\nFor three days after its end all works as before. From the third day data can only be read and nothing is sent to clients. From the fourteenth day access is closed. All data is kept, and a renewal opens it again.\n\nTo renew: «Licence» in the user’s menu, or FitCRM sales."}}'
  from club where slug = 'platform'
on conflict do nothing;
reset role;
