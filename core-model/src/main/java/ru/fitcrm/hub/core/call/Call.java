package ru.fitcrm.hub.core.call;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as it is shown.
 *
 * @param clientNumber as it came; {@code phone} is the same in E.164, null if it is no number
 * @param waitSeconds from the first ring to the first talk, or to the end
 * @param endedBetween when the end was not seen, where it must lie
 * @param taskId the card the call is on
 */
public record Call(
    long id,
    long connectionId,
    String linkedId,
    CallDirection direction,
    @Nullable String clientNumber,
    @Nullable String callerName,
    @Nullable String phone,
    @Nullable String clubNumber,
    CallResult result,
    @Nullable MissedBecause missedBecause,
    @Nullable String failure,
    List<String> answeredBy,
    List<String> rang,
    double waitSeconds,
    double talkSeconds,
    @Nullable String queue,
    List<Transfer> transfers,
    Instant startedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt,
    @Nullable TimeSpan endedBetween,
    @Nullable Long clientId,
    @Nullable Long branchId,
    @Nullable Long taskId,
    @Nullable String recording) {

  public Call {
    answeredBy = List.copyOf(answeredBy);
    rang = List.copyOf(rang);
    transfers = List.copyOf(transfers);
  }

  /** What the code in {@code failure} means, in plain words; null if the call did not fail. */
  @JsonProperty("failureReason")
  public @Nullable String failureReason() {
    return failure == null ? null : CallFailure.explain(failure);
  }
}
