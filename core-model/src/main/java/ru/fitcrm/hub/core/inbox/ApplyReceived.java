package ru.fitcrm.hub.core.inbox;

import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubGate;

/**
 * Applies received messages: what a message says and the word that it was applied are written in
 * one transaction, so it is applied once, however often workers die.
 */
public final class ApplyReceived {

  private static final Logger LOG = LoggerFactory.getLogger(ApplyReceived.class);

  /** Before the second try, the third, and so on; after the last one it has FAILED. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10));

  /** A day of the longest pauses. */
  private static final int MOST_ASKED = 150;

  private static final String HOLD =
      """
      select 1 from inbox_message
       where id = :id and claim = :claim and state = 'RECEIVED' for update""";

  private static final String SETTLE =
      """
      update inbox_message
         set state = :state, reason_code = :code, reason = :reason, answer = cast(:answer as jsonb),
             client_id = coalesce(:clientId, client_id), applied_at = now(), claim = null, claimed_until = null,
             applied_xid = pg_current_xact_id()
       where id = :id""";

  /** Of a person who was erased while it waited. */
  private static final String DROP_BODY_OF_ERASED =
      """
      with erased as (
        select m.id from inbox_message m join client c on c.id = m.client_id
         where m.id = :id and c.erased_at is not null
      ), unkeyed as (
        delete from inbox_key where message_id = any (array(select id from erased))
      )
      delete from inbox_body where message_id = any (array(select id from erased))""";

  private static final String TRY_AGAIN =
      """
      update inbox_message
         set reason_code = 'inbox.failing', reason = :reason, claim = null, claimed_until = null,
             next_at = now() + make_interval(secs => :seconds)
       where id = :id and claim = :claim and state = 'RECEIVED'""";

  private static final String LET_GO =
      """
      update inbox_message
         set claim = null, claimed_until = null, attempts = attempts - 1
       where id = :id and claim = :claim and state = 'RECEIVED'""";

  private static final String GIVE_UP =
      """
      update inbox_message
         set state = 'FAILED', reason_code = 'inbox.failed', reason = :reason, claim = null, claimed_until = null
       where id = :id and claim = :claim and state = 'RECEIVED'""";

  /** How long it took is told by the claim, which is good for two minutes. */
  private static final String LOG_ATTEMPT =
      """
      insert into inbox_attempt (message_id, outcome, code, reason, ms)
      select id, :outcome, :code, :reason,
             coalesce(greatest(0, 120000 - extract(epoch from claimed_until - clock_timestamp()) * 1000), 0)
        from inbox_message where id = :id and claim = :claim""";

  private final ClubGate gate;
  private final JdbcClient jdbc;

  ApplyReceived(ClubGate gate, JdbcClient jdbc) {
    this.gate = gate;
    this.jdbc = jdbc;
  }

  /**
   * Runs {@code work} inside the club's gate.
   *
   * @throws ClaimLost if another worker holds the message by now
   */
  public Handled apply(Claimed message, Supplier<Handled> work) {
    return gate.inClub(
        message.club(),
        () -> {
          hold(message);
          Handled handled = work.get();
          settle(message, handled);
          return handled;
        });
  }

  /**
   * What is known by now is written, but it is not the last word, so it is asked for again as by
   * {@link #comeBack}.
   *
   * @throws ClaimLost if another worker holds the message by now
   */
  public Handled applyMeanwhile(Claimed message, Supplier<Handled> work, String reason) {
    Handled handled =
        gate.inClub(
            message.club(),
            () -> {
              hold(message);
              Handled soFar = work.get();
              if (soFar instanceof Handled.Rejected) {
                settle(message, soFar);
              }
              return soFar;
            });
    if (handled instanceof Handled.Applied) {
      comeBack(message, reason);
    }
    return handled;
  }

  /** After {@code work} threw: the message is tried again after a pause, or given up. */
  public void failed(Claimed message, Throwable why) {
    String reason = "Applying it failed with " + why.getClass().getSimpleName();
    if (message.attempt() > PAUSES.size()) {
      LOG.error("{} is given up and can be replayed", message, why);
      gate.runInClub(message.club(), () -> giveUp(message, reason));
    } else {
      Duration pause = PAUSES.get(message.attempt() - 1);
      LOG.warn("{} was not applied, it is tried again in {}", message, pause, why);
      gate.runInClub(message.club(), () -> tryAgain(message, reason, pause));
    }
  }

  /** Somebody who has to be asked first cannot say it now: it is tried again for a day. */
  public void comeBack(Claimed message, String reason) {
    if (message.attempt() > MOST_ASKED) {
      LOG.error("{} is given up after a day and can be replayed: {}", message, reason);
      gate.runInClub(message.club(), () -> giveUp(message, reason));
    } else {
      Duration pause = PAUSES.get(Math.min(message.attempt(), PAUSES.size()) - 1);
      LOG.warn("{} waits, it is tried again in {}: {}", message, pause, reason);
      gate.runInClub(message.club(), () -> tryAgain(message, reason, pause));
    }
  }

  /** Untouched, for the next worker with a free hand. */
  public void letGo(Claimed message) {
    gate.runInClub(
        message.club(),
        () -> jdbc.sql(LET_GO).param("id", message.id()).param("claim", message.claim()).update());
  }

  private void hold(Claimed message) {
    if (jdbc.sql(HOLD)
        .param("id", message.id())
        .param("claim", message.claim())
        .query(Integer.class)
        .optional()
        .isEmpty()) {
      throw new ClaimLost(message);
    }
  }

  private void settle(Claimed message, Handled handled) {
    switch (handled) {
      case Handled.Applied applied ->
          write(message, handled, "APPLIED", null, null, applied.clientId());
      case Handled.Rejected rejected -> {
        log(message, "REJECTED", rejected.code(), rejected.reason());
        write(message, handled, "REJECTED", rejected.code(), rejected.reason(), null);
      }
    }
  }

  private void write(
      Claimed message,
      Handled handled,
      String state,
      @Nullable String code,
      @Nullable String reason,
      @Nullable Long clientId) {
    jdbc.sql(SETTLE)
        .param("id", message.id())
        .param("state", state)
        .param("code", code)
        .param("reason", reason)
        .param("answer", handled.answer() == null ? null : handled.answer().toString())
        .param("clientId", clientId, Types.BIGINT)
        .update();
    jdbc.sql(DROP_BODY_OF_ERASED).param("id", message.id()).update();
  }

  private void log(Claimed message, String outcome, String code, String reason) {
    jdbc.sql(LOG_ATTEMPT)
        .param("id", message.id())
        .param("claim", message.claim())
        .param("outcome", outcome)
        .param("code", code)
        .param("reason", reason)
        .update();
  }

  private void tryAgain(Claimed message, String reason, Duration pause) {
    log(message, "RETRY", "inbox.failing", reason);
    jdbc.sql(TRY_AGAIN)
        .param("id", message.id())
        .param("claim", message.claim())
        .param("reason", reason)
        .param("seconds", (double) pause.toSeconds())
        .update();
  }

  private void giveUp(Claimed message, String reason) {
    log(message, "FAILED", "inbox.failed", reason);
    jdbc.sql(GIVE_UP)
        .param("id", message.id())
        .param("claim", message.claim())
        .param("reason", reason)
        .update();
  }
}
