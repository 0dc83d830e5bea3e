-- A number or an address that a family shares makes nobody one person: the names must fit too.

create function hub_words_of(name text) returns text[]
  language sql immutable parallel safe
  return array_remove(
    regexp_split_to_array(translate(lower(normalize(coalesce(name, ''), NFKC)), 'ё', 'е'), '[^[:alpha:]]+'), '');

create function hub_names_fit(one text, other text) returns boolean
  language sql immutable parallel safe
  begin atomic
    with named as (
      select hub_words_of(one) as a, hub_words_of(other) as b
    ), ordered as (
      select case when cardinality(a) <= cardinality(b) then a else b end as few,
             case when cardinality(a) <= cardinality(b) then b else a end as many
        from named
    ), few as (
      -- Numbered, so that of a word said twice each is taken once.
      select w, row_number() over (partition by w) as n from ordered, unnest(few) as w
    ), many as (
      select w, row_number() over (partition by w) as n from ordered, unnest(many) as w
    ), lacking as (
      select left(w, 1) as letter, length(w) = 1 as initial, count(*) as words
        from (table few except table many) rest group by 1, 2
    ), free as (
      select left(w, 1) as letter, length(w) = 1 as initial, count(*) as words
        from (table many except table few) rest group by 1, 2
    )
    select not exists (
      select from lacking l
       where l.words > coalesce((select f.words from free f
                                  where f.letter = l.letter and f.initial <> l.initial), 0));
  end;
comment on function hub_names_fit is
  'Whether two names may be one person''s: every word of the shorter is in the longer, or stands for one of its words '
  'by the first letter. Case, order, «ё» and whatever is no letter do not count; a name without words fits any';
