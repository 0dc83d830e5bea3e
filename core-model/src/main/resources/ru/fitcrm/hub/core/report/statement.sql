-- The period's lines, each with the balance after it.
select cast(:client as bigint) as client_id, l.at, l.operation, l.contract, l.income, l.expense, l.balance,
       cast(extract(epoch from l.at) * 1000000 as bigint) as sort, l.id
  from (select m.*, sum(m.income - m.expense) over (order by m.at, m.id) as balance
          from ({lines}) m) l
 where l.at >= :fromAt
