-- Of the time a run worked, what the hub itself took to write: the rest was the system's.
alter table sync_run add column written_ms bigint not null default 0;
