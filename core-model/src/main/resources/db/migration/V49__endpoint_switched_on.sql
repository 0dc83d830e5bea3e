-- Why the hub switched an endpoint off holds until somebody switches it on, whoever that is and by
-- whatever: a delivery that was under way meanwhile, taken or not, says nothing of it.
create function webhook_endpoint_on() returns trigger
  language plpgsql as $$
begin
  update webhook_endpoint
     set off_because = null, off_at = null, failing_since = null
   where club_id = new.club_id and connection_id = new.id and off_at is not null;
  return null;
end $$;

create trigger webhook_endpoint_on
  after update of enabled on connection
  for each row when (new.enabled and not old.enabled and new.kind = 'webhook-out')
  execute function webhook_endpoint_on();

update webhook_endpoint w
   set off_because = null, off_at = null, failing_since = null
 where off_at is not null
   and exists (select 1 from connection c
                where c.club_id = w.club_id and c.id = w.connection_id and c.enabled);
