package ru.fitcrm.hub.core.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.platform.Columns;

/** Writes down what became of an attempt, and what follows from it, in one transaction. */
public final class SettleOutgoing {

  private static final Logger LOG = LoggerFactory.getLogger(SettleOutgoing.class);

  private static final String SETTLE =
      """
      update outbox_message
         set state = :state,
             next_at = case when :state <> 'WAITING' or :refund = 1 and :waitMs = 0 then next_at
                            else greatest(now() + :waitMs * interval '1 ms', cast(:notBefore as timestamptz)) end,
             good_until = case when :anew then now() + :waitMs * interval '1 ms' + good_for else good_until end,
             attempts = attempts - :refund,
             external_id = coalesce(:externalId, external_id),
             code = :code, reason = :reason,
             claimed_by = null, claimed_until = null,
             settled_at = case when :state = 'WAITING' then null else now() end
       where id = :id and claim = :claim
         and (state = 'CLAIMED' or repeatable and code = 'sender-lost' and state in ('WAITING', 'UNKNOWN'))
      returning *""";

  private static final String REPORT =
      """
      update outbox_message
         set state = :state, code = coalesce(:code, code), reason = coalesce(:reason, reason), settled_at = now()
       where connection_id = :connectionId and external_id = :externalId
         and state in ('ACCEPTED', 'UNKNOWN') and :state in ('DELIVERED', 'REJECTED')
      returning *""";

  private final ClubGate gate;
  private final JdbcClient jdbc;
  private final RetryTable retries;
  private final Riders riders;
  private final ConnectionProbes probes;
  private final AttemptLog log;
  private final ReadMessages rows;

  SettleOutgoing(
      ClubGate gate, JdbcClient jdbc, ObjectMapper json, RetryTable retries, Riders riders) {
    this.gate = gate;
    this.jdbc = jdbc;
    this.retries = retries;
    this.riders = riders;
    this.probes = new ConnectionProbes(jdbc);
    this.log = new AttemptLog(jdbc);
    this.rows = new ReadMessages(json);
  }

  /**
   * Settles a claim. One that was swept up meanwhile, as after an outage of the database, is
   * settled all the same while nobody has claimed the message anew: what is known ends the doubt.
   * The claim's number is the fence: each claim of a row counts it up and nothing ever counts it
   * down, so that a node whose lease went to another settles what it did send itself, and never
   * what the other has claimed since.
   *
   * @param took how long the attempt took
   * @return false if the claim was lost meanwhile: then nothing was changed
   */
  public boolean settle(Lease lease, OutboxMessage claimed, Outcome outcome, Duration took) {
    return settle(lease, claimed, outcome, took, null);
  }

  /**
   * As above, with what was said on the wire.
   *
   * @param exchange for the log of attempts; holds no secret
   */
  public boolean settle(
      Lease lease,
      OutboxMessage claimed,
      Outcome outcome,
      Duration took,
      @Nullable JsonNode exchange) {
    boolean settled =
        gate.inClub(claimed.club(), () -> settleInClub(lease, claimed, outcome, took, exchange));
    if (!settled) {
      LOG.warn("The claim on {} was lost before its outcome was known; nothing changed", claimed);
    }
    return settled;
  }

  /**
   * What the receiver says later of a message it took: it arrived, or it did not. Only advances.
   *
   * @param externalId as it was accepted with
   */
  public boolean report(ClubId club, long connectionId, String externalId, Outcome outcome) {
    Verdict verdict = verdict(outcome, 0);
    return gate.inClub(
        club,
        () -> {
          Optional<OutboxMessage> now =
              jdbc.sql(REPORT)
                  .param("connectionId", connectionId)
                  .param("externalId", externalId)
                  .param("state", verdict.state().name())
                  .param("code", verdict.code(), Types.VARCHAR)
                  .param("reason", verdict.reason(), Types.VARCHAR)
                  .query(rows)
                  .optional();
          now.ifPresent(message -> follow(message, verdict, Duration.ZERO, null));
          return now.isPresent();
        });
  }

  private boolean settleInClub(
      Lease lease,
      OutboxMessage claimed,
      Outcome outcome,
      Duration took,
      @Nullable JsonNode exchange) {
    Verdict verdict = verdict(outcome, claimed.attempts());
    Optional<OutboxMessage> now = write(claimed, verdict);
    probes.learn(lease, outcome, verdict.pause());
    now.ifPresent(message -> follow(message, verdict, took, exchange));
    return now.isPresent();
  }

  private void follow(
      OutboxMessage message, Verdict verdict, Duration took, @Nullable JsonNode exchange) {
    log.write(message.id(), verdict.outcome(), verdict.code(), verdict.reason(), took, exchange);
    if (message.state() == OutboxState.WAITING) {
      riders.waitsAgain(message);
    } else {
      riders.settled(message);
    }
  }

  private Optional<OutboxMessage> write(OutboxMessage claimed, Verdict verdict) {
    return jdbc.sql(SETTLE)
        .param("id", claimed.id())
        .param("claim", claimed.claim())
        .param("state", verdict.state().name())
        .param("refund", verdict.costsNothing() ? 1 : 0)
        .param("waitMs", verdict.pause().toMillis())
        .param("anew", verdict.isPostponed())
        .param("notBefore", Columns.at(verdict.notBefore()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("externalId", verdict.externalId(), Types.VARCHAR)
        .param("code", verdict.code(), Types.VARCHAR)
        .param("reason", verdict.reason(), Types.VARCHAR)
        .query(rows)
        .optional();
  }

  /** What an outcome makes of a row. */
  private record Verdict(
      OutboxState state,
      String outcome,
      @Nullable String externalId,
      @Nullable String code,
      @Nullable String reason,
      Duration pause,
      @Nullable Instant notBefore) {

    static Verdict end(
        OutboxState state,
        @Nullable String externalId,
        @Nullable String code,
        @Nullable String reason) {
      return new Verdict(state, state.name(), externalId, code, reason, Duration.ZERO, null);
    }

    boolean costsNothing() {
      return outcome.equals("CONNECTION_DOWN") || isPostponed();
    }

    boolean isPostponed() {
      return outcome.equals("POSTPONED");
    }
  }

  private Verdict verdict(Outcome outcome, int attempts) {
    return switch (outcome) {
      case Outcome.Accepted taken ->
          Verdict.end(OutboxState.ACCEPTED, taken.externalId(), null, null);
      case Outcome.Delivered there -> Verdict.end(OutboxState.DELIVERED, null, null, null);
      case Outcome.Rejected no -> Verdict.end(OutboxState.REJECTED, null, no.code(), no.reason());
      case Outcome.Withdrawn no -> Verdict.end(OutboxState.REJECTED, null, no.code(), no.reason());
      case Outcome.Unknown unknown ->
          Verdict.end(OutboxState.UNKNOWN, null, "unknown", unknown.howToFindOut());
      case Outcome.ConnectionDown down ->
          new Verdict(
              OutboxState.WAITING,
              "CONNECTION_DOWN",
              null,
              down.code(),
              down.reason(),
              Duration.ZERO,
              null);
      case Outcome.Postponed later ->
          new Verdict(
              OutboxState.WAITING,
              "POSTPONED",
              null,
              later.code(),
              later.reason(),
              later.length(),
              null);
      case Outcome.RetryAt again -> retry(again, attempts);
      case Outcome.Overloaded busy ->
          retry(new Outcome.RetryAt(busy.when(), busy.code(), busy.reason()), attempts);
    };
  }

  private Verdict retry(Outcome.RetryAt again, int attempts) {
    Optional<Duration> wait = retries.before(attempts);
    if (wait.isEmpty()) {
      String reason =
          "Given up after %d attempts; the last one: %s".formatted(attempts, again.reason());
      return OutboxMessage.isDoubt(again.code())
          ? Verdict.end(OutboxState.UNKNOWN, null, again.code(), reason)
          : Verdict.end(OutboxState.REJECTED, null, "gave-up", reason);
    }
    return new Verdict(
        OutboxState.WAITING, "RETRY", null, again.code(), again.reason(), wait.get(), again.when());
  }
}
