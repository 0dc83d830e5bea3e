-- Runs at every start: months ahead for the tables kept by month.
do $$
declare
  month date := date_trunc('month', now())::date;
  part text;
begin
  for i in 0..13 loop
    part := 'event_' || to_char(month, 'YYYYMM');
    if to_regclass('public.' || part) is null then
      execute format(
        'create table %I partition of event for values from (%L) to (%L)',
        part, month, (month + interval '1 month')::date);
    end if;
    month := (month + interval '1 month')::date;
  end loop;
end $$;
