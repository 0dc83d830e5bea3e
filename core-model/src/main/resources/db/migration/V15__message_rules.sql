-- Rules may write to people, too.
alter table rule drop constraint rule_action_check;
alter table rule add constraint rule_action_check
  check (action in ('CARD', 'LINE', 'DONE', 'NOTICE', 'MESSAGE'));
comment on table rule is
  'What follows from an event: a card, a line on an open card, its step done, a notice, a message';

-- What a notice says is its rule's to say; null: only what happened.
alter table notice add column rule_id bigint;

-- Clubs made before get the rules of new ones.
set local role ${platform};
insert into rule (club_id, name, event_type, condition, action, settings)
select club.id, r.name, r.event_type, cast(r.condition as jsonpath), r.action, cast(r.settings as jsonb)
  from club, (values
    ('Новое сообщение: карточка', 'message.received', '$.stop == false', 'CARD',
     '{"code": "NEW_MESSAGE", "group": "message", "reason": "Новое сообщение", "nextStep": "Ответить", "dueInDays": 0}'),
    ('Новое сообщение: уведомить ответственного', 'message.received', null, 'NOTICE', '{"to": "RESPONSIBLE"}'),
    ('Новый клиент распределён', 'client.assigned', '!($.returned == true)', 'NOTICE',
     '{"kind": "CLIENT_ASSIGNED", "to": "RESPONSIBLE", "text": {"ru": "Вам назначен новый клиент: {client.name}", "en": "A new client is yours: {client.name}"}}'),
    ('Запись на услугу', 'booking.made', null, 'NOTICE',
     '{"kind": "BOOKING_MADE", "to": "RESPONSIBLE", "text": {"ru": "{client.name}: запись на {booking.service} {booking.at}", "en": "{client.name} booked {booking.service} {booking.at}"}}'),
    ('Оплата услуги', 'payment.succeeded', '$.kind == "PURCHASE" && !($.topUp == true)', 'NOTICE',
     '{"kind": "SERVICE_PAID", "to": "RESPONSIBLE", "text": {"ru": "{client.name}: оплата {payment.amount}", "en": "{client.name} paid {payment.amount}"}}'),
    ('Доплата пакета', 'payment.succeeded', '$.kind == "PURCHASE" && $.topUp == true', 'NOTICE',
     '{"kind": "PACKAGE_TOPPED_UP", "to": "RESPONSIBLE", "text": {"ru": "{client.name}: пакет пополнен на {payment.amount}", "en": "{client.name} added {payment.amount} to a package"}}'),
    ('Отмена записи', 'booking.cancelled', null, 'NOTICE',
     '{"kind": "BOOKING_CANCELLED", "to": "RESPONSIBLE", "text": {"ru": "{client.name}: отмена записи на {booking.service} {booking.at}", "en": "{client.name} cancelled {booking.service} {booking.at}"}}'),
    ('Списание тренировки', 'visit.added', '$.ofPackage == true', 'NOTICE',
     '{"kind": "VISIT_SPENT", "to": "RESPONSIBLE", "text": {"ru": "{client.name}: списана тренировка из пакета", "en": "{client.name}: a visit was taken from the package"}}'),
    ('Окончание тренировок', 'visits.running_out', null, 'NOTICE',
     '{"kind": "VISITS_RUNNING_OUT", "to": "RESPONSIBLE", "text": {"ru": "{client.name}: заканчиваются оплаченные тренировки, осталось {contract.visitsLeft}", "en": "{client.name}: paid visits run out, left {contract.visitsLeft}"}}'),
    ('Возврат клиента', 'client.assigned', '$.returned == true', 'NOTICE',
     '{"kind": "CLIENT_RETURNED", "to": "RESPONSIBLE", "text": {"ru": "Клиент возвращён вам: {client.name}", "en": "A client is yours again: {client.name}"}}'),
    ('День рождения клиента', 'client.birthday', null, 'NOTICE',
     '{"kind": "BIRTHDAY", "to": "RESPONSIBLE", "text": {"ru": "Сегодня день рождения: {client.name}", "en": "Birthday today: {client.name}"}}')
  ) as r (name, event_type, condition, action, settings)
on conflict do nothing;
reset role;
