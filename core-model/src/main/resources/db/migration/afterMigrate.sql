-- Runs at every start: months ahead for the tables kept by month.
do $$
declare
  kept text;
  month date;
  part text;
begin
  foreach kept in array array['event', 'inbox_body'] loop
    month := date_trunc('month', now())::date;
    for i in 0..13 loop
      part := kept || '_' || to_char(month, 'YYYYMM');
      if to_regclass('public.' || part) is null then
        execute format(
          'create table %I partition of %I for values from (%L) to (%L)',
          part, kept, month, (month + interval '1 month')::date);
      end if;
      month := (month + interval '1 month')::date;
    end loop;
  end loop;
end $$;
