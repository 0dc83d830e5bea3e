alter table club add column colour text not null default 'none';
