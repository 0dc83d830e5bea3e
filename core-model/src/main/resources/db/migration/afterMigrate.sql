-- Runs at every start, whatever the version (a backup is restored into the schema it was made of):
-- months ahead for the tables kept by month. The night calls the same function; only the owner of
-- the tables may make their months.
do $do$
begin
  if to_regprocedure('hub_make_months()') is null then
    create function hub_make_months() returns int
      language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
    declare
      kept text;
      month date;
      part text;
      made int := 0;
    begin
      foreach kept in array array['event', 'inbox_body'] loop
        month := date_trunc('month', now())::date;
        for i in 0..13 loop
          part := kept || '_' || to_char(month, 'YYYYMM');
          if to_regclass('public.' || part) is null then
            execute format(
              'create table %I partition of %I for values from (%L) to (%L)',
              part, kept, month, (month + interval '1 month')::date);
            made := made + 1;
          end if;
          month := (month + interval '1 month')::date;
        end loop;
      end loop;
      return made;
    end $$;
    comment on function hub_make_months() is
      'Makes the months ahead of the tables kept by month; says how many were missing';
    revoke all on function hub_make_months() from public;
    grant execute on function hub_make_months() to ${app}, ${platform};
  end if;
  perform hub_make_months();
end $do$;
