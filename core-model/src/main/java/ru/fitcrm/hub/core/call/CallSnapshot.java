package ru.fitcrm.hub.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a PBX connector knows of one call at one moment. Each snapshot stands for itself: an
 * ENDED one that comes without its RINGING says as much as both, so a slow reader may skip to the
 * latest and a repeated one changes nothing.
 *
 * @param linkedId the PBX's identity of the call, opaque text, unique within the connection
 * @param clientNumber the outside party's number exactly as the PBX told it ({@code 89161234567},
 *     {@code anonymous}, null); normalising is the core's work
 * @param callerName name the outside party's provider sent, if any
 * @param clubNumber the club's number that was dialled (DID), incoming only
 * @param result RINGING or TALKING until the stage is ENDED
 * @param missedBecause only with result MISSED of an incoming call
 * @param failure short code of why an outgoing call failed, for example {@code EMPLOYEE_DECLINED}
 * @param answeredBy endpoints of employees who talked, in order, for example {@code 101}
 * @param rang endpoints that were rung, in order, trunks left out
 * @param waited from the first ring to the first talk, or to the end if nobody talked
 * @param talked sum of the talk with the client
 * @param startedAt first ring, the hub's time (the PBX clock's offset taken out)
 * @param endedBetween in place of {@code endedAt} when the end was not seen
 * @param recording file name of the recording as the PBX told it: hostile input until checked
 * @param actionId identity of our own click-to-call that began it
 */
public record CallSnapshot(
    String linkedId,
    CallDirection direction,
    CallStage stage,
    CallResult result,
    @Nullable MissedBecause missedBecause,
    @Nullable String failure,
    @Nullable String clientNumber,
    @Nullable String callerName,
    @Nullable String clubNumber,
    List<String> answeredBy,
    List<String> rang,
    Duration waited,
    Duration talked,
    @Nullable String queue,
    List<Transfer> transfers,
    Instant startedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt,
    @Nullable TimeSpan endedBetween,
    @Nullable String recording,
    @Nullable String actionId) {

  public CallSnapshot {
    answeredBy = List.copyOf(answeredBy);
    rang = List.copyOf(rang);
    transfers = List.copyOf(transfers);
  }
}
