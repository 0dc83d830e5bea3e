-- A charge that failed is told as a payment and of its subscription, in either order: which payment is
-- which failure of the subscription.

alter table payment
  -- The gateway's id of the subscription it is a charge of.
  add column subscription_ref text collate "C",
  -- The number of the subscription's failure that this payment is, once that is told too.
  add column subscription_failure text collate "C";
create index payment_subscription on payment (club_id, subscription_ref) where subscription_ref is not null;
