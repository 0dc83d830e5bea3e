package ru.fitcrm.hub.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls as a PBX tells them, for tests. */
public final class CallTold {

  private CallTold() {}

  public static CallSnapshot ringing(String linkedId, @Nullable String number, Instant at) {
    return snapshot(linkedId, number, CallStage.RINGING, CallResult.RINGING, null, at, null, null);
  }

  public static CallSnapshot answered(String linkedId, @Nullable String number, Instant at) {
    Instant answered = at.plusSeconds(2);
    return snapshot(
        linkedId, number, CallStage.TALKING, CallResult.TALKING, null, at, answered, null);
  }

  public static CallSnapshot talked(String linkedId, @Nullable String number, Instant at) {
    Instant answered = at.plusSeconds(2);
    return snapshot(
        linkedId,
        number,
        CallStage.ENDED,
        CallResult.ANSWERED,
        null,
        at,
        answered,
        at.plusSeconds(6));
  }

  public static CallSnapshot missed(String linkedId, @Nullable String number, Instant at) {
    return snapshot(
        linkedId,
        number,
        CallStage.ENDED,
        CallResult.MISSED,
        MissedBecause.NO_ANSWER,
        at,
        null,
        at.plusSeconds(12));
  }

  public static CallSnapshot as(CallDirection direction, CallSnapshot call) {
    return new CallSnapshot(
        call.linkedId(),
        direction,
        call.stage(),
        call.result(),
        call.missedBecause(),
        call.failure(),
        call.clientNumber(),
        call.callerName(),
        call.clubNumber(),
        call.answeredBy(),
        call.rang(),
        call.waited(),
        call.talked(),
        call.queue(),
        call.transfers(),
        call.startedAt(),
        call.answeredAt(),
        call.endedAt(),
        call.endedBetween(),
        call.recording(),
        call.actionId());
  }

  private static CallSnapshot snapshot(
      String linkedId,
      @Nullable String number,
      CallStage stage,
      CallResult result,
      @Nullable MissedBecause because,
      Instant startedAt,
      @Nullable Instant answeredAt,
      @Nullable Instant endedAt) {
    Duration talked =
        answeredAt == null || endedAt == null
            ? Duration.ZERO
            : Duration.between(answeredAt, endedAt);
    return new CallSnapshot(
        linkedId,
        CallDirection.INCOMING,
        stage,
        result,
        because,
        null,
        number,
        null,
        "74951230001",
        answeredAt == null ? List.of() : List.of("101"),
        List.of("101"),
        Duration.ofSeconds(2),
        talked,
        null,
        List.of(),
        startedAt,
        answeredAt,
        endedAt,
        null,
        null,
        null);
  }
}
