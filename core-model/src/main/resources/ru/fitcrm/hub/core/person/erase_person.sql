-- Empties the records of a person who is erased. They stay, so that contracts, payments, visits and
-- calls keep counting.
with numbers_gone as (
  delete from client_phone where client_id = any (:ids)
), leads_gone as (
  delete from lead_phone where client_id = any (:ids)
), ignored_gone as (
  delete from ignored_number where number = any (:ownNumbers)
), places_gone as (
  update consent set place = '—' where client_id = any (:ids)
), merges_gone as (
  update client_merge set moved = '{}', undone_at = coalesce(undone_at, cast(:now as timestamptz))
   where kept_id = any (:ids) or merged_id = any (:ids)
), family_left as (
  update client set family_parent_id = null where family_parent_id = any (:ids) and id <> all (:ids)
)
update client
   set name = null, email = null, birth_date = null, source = null, family_parent_id = null, responsible_id = null,
       archived_at = coalesce(archived_at, cast(:now as timestamptz)), archive_reason = :reason,
       erased_at = cast(:now as timestamptz), version = version + 1
 where id = any (:ids)
