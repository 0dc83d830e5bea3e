-- A person's data (152-FZ): erased for good on request, and what a person has agreed to, with its proof.

-- Name, numbers and texts are gone; the record stays for what was bought and when.
alter table client add column erased_at timestamptz;
-- Tombstones are few, and looked up for every packet.
create index external_ref_erased on external_ref (club_id, ref) where erased_at is not null;

-- Added to and never changed: the newest word on a channel and purpose is the one that counts.
create table consent (
  club_id bigint not null default hub_club() references club,
  id bigint generated always as identity,
  client_id bigint not null,
  channel text not null check (channel in ('CALL', 'SMS', 'WHATSAPP', 'TELEGRAM', 'MAX', 'EMAIL')),
  purpose text not null check (purpose in ('SERVICE', 'AD')),
  given boolean not null,
  -- The proof: when, where (a form's address, a desk), and which text was agreed to.
  at timestamptz not null,
  place text not null check (place <> ''),
  text_version text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (club_id, id),
  foreign key (club_id, client_id) references client (club_id, id) on delete cascade
);
create index consent_client on consent (club_id, client_id, channel, purpose, id);

select hub_protect(array['consent']::regclass[]);
