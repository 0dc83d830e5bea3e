-- Writes what a PBX tells of a call: the first telling makes the row, later ones advance it, an old
-- or repeated one changes nothing. Only the connection's present owner writes.
insert into call (connection_id, linked_id, direction, stage, result, missed_because, failure, client_number,
                  caller_name, phone, club_number, answered_by, rang, wait_ms, talk_ms, queue, transfers,
                  started_at, answered_at, ended_at, ended_from, ended_to, recording, action_id)
select c.id, :linkedId, :direction, :stage, :result, :missedBecause, :failure, :clientNumber,
       :callerName, :phone, :clubNumber, :answeredBy, :rang, :waitMs, :talkMs, :queue,
       cast(:transfers as jsonb), :startedAt, :answeredAt, :endedAt, :endedFrom, :endedTo, :recording, :actionId
  from connection c
 where c.id = :connectionId and c.fence = :fence
on conflict (club_id, connection_id, linked_id) do update
   set direction = excluded.direction,
       stage = excluded.stage,
       result = excluded.result,
       missed_because = excluded.missed_because,
       failure = excluded.failure,
       client_number = coalesce(excluded.client_number, call.client_number),
       caller_name = coalesce(excluded.caller_name, call.caller_name),
       phone = coalesce(excluded.phone, call.phone),
       club_number = coalesce(call.club_number, excluded.club_number),
       answered_by = excluded.answered_by,
       -- Of a call the hub began it is known whose phone was to ring, even if nobody said so since.
       rang = case when cardinality(excluded.rang) = 0 then call.rang else excluded.rang end,
       wait_ms = excluded.wait_ms,
       talk_ms = excluded.talk_ms,
       queue = coalesce(excluded.queue, call.queue),
       transfers = excluded.transfers,
       started_at = least(call.started_at, excluded.started_at),
       answered_at = coalesce(call.answered_at, excluded.answered_at),
       ended_at = excluded.ended_at,
       ended_from = excluded.ended_from,
       ended_to = excluded.ended_to,
       recording = coalesce(excluded.recording, call.recording),
       action_id = coalesce(call.action_id, excluded.action_id),
       heard = true,
       updated_at = now()
 where call.stage <> 'ENDED'
   and array_position(array['RINGING', 'TALKING', 'ENDED'], call.stage)
       <= array_position(array['RINGING', 'TALKING', 'ENDED'], excluded.stage)
returning id, party, client_id, branch_id,
          (select live_since from connection where id = :connectionId) as live_since
