-- What a text about an event may name. The event says by ids what it is about.
with event as (
  select e.type, e.occurred_at, e.data, e.subject_type, e.subject_id, e.client_id
    from event e where e.id = :event limit 1
), about as (
  select e.occurred_at,
         case when e.type = 'licence.notice' then e.data end as licence,
         e.data ->> 'overdue' as overdue, (e.data ->> 'oldestDueOn')::date as oldest_due_on,
         e.data ->> 'job' as job, (e.data ->> 'businessDate')::date as business_date,
         case when e.subject_type = 'connection' then e.subject_id end as connection_id,
         case when e.subject_type = 'connection' then e.data ->> 'code' end as connection_code,
         (e.data ->> 'otherId')::bigint as other_id,
         coalesce((e.data ->> 'contractId')::bigint,
                  case when e.subject_type = 'contract' then e.subject_id end) as contract_id,
         coalesce((e.data ->> 'paymentId')::bigint,
                  case when e.subject_type = 'payment' then e.subject_id end) as payment_id,
         coalesce((e.data ->> 'bookingId')::bigint,
                  case when e.subject_type = 'booking' then e.subject_id end) as booking_id
    from (select 1) one left join event e on true
)
select k.name as client_name, r.name as responsible_name, c.name as club_name, b.name as branch_name,
       b.address as branch_address, a.occurred_at, o.title, o.ends_on, o.debt, o.visits_left, p.amount,
       g.at as booking_at, g.service, a.overdue, a.oldest_due_on, a.job, a.business_date, x.name as other_name,
       n.name as connection_name, a.connection_code, h.last_error as connection_error,
       coalesce(a.licence ->> 'clubName', c.name) as licence_club,
       (a.licence ->> 'validUntil')::date as licence_until, a.licence ->> 'state' as licence_state,
       (select n.number from client_phone n where n.client_id = k.id order by n.position, n.number limit 1) as phone
  from about a
  join club c on c.id = (select hub_club())
  left join client k on k.id = coalesce(cast(:client as bigint), (select client_id from event))
  left join employee r on r.id = k.responsible_id
  left join branch b on b.id = k.branch_id
  left join contract o on o.id = a.contract_id
  left join payment p on p.id = a.payment_id
  left join booking g on g.id = a.booking_id
  left join client x on x.id = a.other_id
  left join connection n on n.id = a.connection_id
  left join connection_health h on h.connection_id = n.id and h.last_error_code = a.connection_code
