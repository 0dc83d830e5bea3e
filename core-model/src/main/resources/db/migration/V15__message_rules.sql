-- Rules may write to people, too.
alter table rule drop constraint rule_action_check;
alter table rule add constraint rule_action_check
  check (action in ('CARD', 'LINE', 'DONE', 'NOTICE', 'MESSAGE'));
comment on table rule is
  'What follows from an event: a card, a line on an open card, its step done, a notice, a message';

-- What a notice says is its rule's to say; null: only what happened.
alter table notice add column rule_id bigint;
