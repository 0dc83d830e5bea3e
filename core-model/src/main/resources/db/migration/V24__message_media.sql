-- A file that goes with a message, by its address.
alter table message add column media jsonb;
comment on column message.media is 'kind (IMAGE, VIDEO, AUDIO, DOCUMENT), url, name; null for none';
