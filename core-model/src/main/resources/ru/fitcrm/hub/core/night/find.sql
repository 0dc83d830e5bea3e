-- Keeps what a rule finds among a slice's people and nobody was told of. What lay there when the
-- club was first looked at is history: its keys are taken, so that it is never news. Keys are named
-- by an array, see append_and_react.sql.
with {people}found as materialized (
{find}
), known as (
  select key from event_key where key = any (array(select key from found))
), history as (
  insert into event_key (key)
  select f.key from found f
   where :first and not :dryRun and not f.begins and f.key not in (select key from known)
   order by f.key
  on conflict do nothing
), kept as (
  insert into job_finding (run_id, key, type, subject_type, subject_id, client_id, data, urgency, begins, known)
  select :run, f.key, f.type, f.subject_type, f.subject_id, f.client_id, f.data, f.urgency, f.begins,
         f.key in (select key from known)
    from found f
   where (:dryRun or f.key not in (select key from known)) and (f.begins or not :first)
   order by f.key
  on conflict do nothing
){settle}
select count(*) from found
