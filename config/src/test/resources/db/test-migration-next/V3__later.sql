alter table club add column later text not null default 'came later';
