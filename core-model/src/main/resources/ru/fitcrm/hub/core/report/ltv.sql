-- What each client brought in the period: money that came, less what was given back.
select p.client_id, p.receipts, p.paid, p.refunded, p.paid - p.refunded as ltv,
       round(p.paid / nullif(p.receipts, 0), 2) as mean_receipt,
       (select count(*) from visit v
         where v.client_id = p.client_id and v.at >= :fromAt and v.at < :toAt and not v.deleted) as visits,
       l.ever, l.first_paid_on, least(:to, :date) - l.first_paid_on as lifetime_days,
       -cast((p.paid - p.refunded) * 100 as bigint) as sort, p.client_id as id
  from (
    select p.client_id,
           count(*) filter (where p.kind <> 'REFUND') as receipts,
           coalesce(sum(p.amount) filter (where p.kind <> 'REFUND'), 0) as paid,
           coalesce(sum(p.amount) filter (where p.kind = 'REFUND'), 0) as refunded
      from payment p
      join client c on c.id = p.client_id
     where p.status = 'SUCCEEDED' and not p.deleted and p.at >= :fromAt and p.at < :toAt{whose}
     group by p.client_id
  ) p
  cross join lateral (
    select sum(case when a.kind = 'REFUND' then -a.amount else a.amount end) as ever,
           cast(min(a.at) filter (where a.kind <> 'REFUND') at time zone :zone as date) as first_paid_on
      from payment a
     where a.client_id = p.client_id and a.status = 'SUCCEEDED' and not a.deleted and a.at < :toAt
  ) l
