-- Runs at every start: months ahead for the tables kept by month.
do $$
declare
  month date := date_trunc('month', now())::date;
begin
  for i in 0..13 loop
    execute format(
      'create table if not exists event_%s partition of event for values from (%L) to (%L)',
      to_char(month, 'YYYYMM'), month, (month + interval '1 month')::date);
    month := (month + interval '1 month')::date;
  end loop;
end $$;
