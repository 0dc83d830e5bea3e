-- A letter to somebody who is no employee of the club it goes from says its own language.
alter table message add column language text check (language in ('ru', 'en'));
comment on column message.language is 'The reader''s, where nobody of the club reads it; null: the employee''s, else Russian';

-- Jobs are told of by the names their pages have, which are several words.
set local role ${platform};
update rule set settings = jsonb_set(jsonb_set(settings,
         '{text,ru}', to_jsonb(replace(settings #>> '{text,ru}', ' {job.name} ', ' «{job.name}» '))),
         '{text,en}', to_jsonb(replace(settings #>> '{text,en}', ' {job.name} ', ' “{job.name}” ')))
 where event_type in ('job.failed', 'job.recovered')
   and settings #>> '{text,ru}' like '% {job.name} %' and settings #>> '{text,en}' like '% {job.name} %';
reset role;
