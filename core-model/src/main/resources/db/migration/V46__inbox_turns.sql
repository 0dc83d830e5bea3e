-- A claim asks for several kinds at once: the first due of them all are found without a sort of all.
drop index inbox_due;
create index inbox_due on inbox_message (next_at, id) include (kind) where state = 'RECEIVED';
