package ru.fitcrm.hub.core.sync;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.outbox.Outbox;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.ReplayMessage;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.NotFound;

/**
 * How far a lead has come on its way to the club's system, and giving it again. Every call runs
 * inside the club's gate.
 */
public final class LeadSending {

  /** A connection that was removed or switched off gives way to the one leads go to now. */
  private static final String TURN =
      """
      update outbox_message m set connection_id = :connection
       where m.id = :id and m.state in ('REJECTED', 'UNKNOWN', 'EXPIRED')
         and not exists (select 1 from connection c where c.id = m.connection_id and c.enabled)""";

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final ReplayMessage replay;
  private final ClientDirectory clients;
  private final PutLeads put;

  LeadSending(
      JdbcClient jdbc, Outbox outbox, ReplayMessage replay, ClientDirectory clients, PutLeads put) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.replay = replay;
    this.clients = clients;
    this.put = put;
  }

  /** How far it has come. */
  public enum State {
    /** To be given, now or when the system is there again. */
    WAITING,
    GIVEN,
    /** It may be there: a person looks, or has it given again. */
    UNKNOWN,
    /** The system will not have it, or could not for too long. */
    REFUSED,
    /** There was no need, or nothing to give: {@code code} says why. */
    WITHDRAWN
  }

  /**
   * A lead's way.
   *
   * @param at when it came to this; when it was put, while it waits
   * @param code why, where there is something to say; {@code reason} in words
   * @param ref the system's id of the lead, if it told one
   */
  public record Way(
      long messageId,
      State state,
      Instant at,
      @Nullable String code,
      @Nullable String reason,
      @Nullable String ref) {

    public boolean isGiven() {
      return state == State.GIVEN;
    }

    /** Whether a person may have it given again. */
    public boolean isRepeatable() {
      return state == State.UNKNOWN
          || state == State.REFUSED
          || (state == State.WITHDRAWN && !"already-client".equals(code));
    }
  }

  /** Empty if the lead was never put to be given. */
  public Optional<Way> of(long clientId) {
    return message(clientId).map(LeadSending::way);
  }

  /**
   * Gives a lead again, because a person wants it: the system is asked for it first, where it can
   * be.
   *
   * @param author for its history
   */
  public Way again(long clientId, String author) {
    OutboxMessage message =
        message(clientId).orElseThrow(() -> new NotFound("message of lead", clientId));
    put.way(clients.get(clientId).branchId()).ifPresent(now -> turn(message.id(), now));
    return way(replay.replay(message.id(), author));
  }

  private void turn(long message, ConnectionId connection) {
    jdbc.sql(TURN).param("connection", connection.value()).param("id", message).update();
  }

  private Optional<OutboxMessage> message(long clientId) {
    return outbox.putFor(LeadMessages.SOURCE, Long.toString(clientId));
  }

  private static Way way(OutboxMessage message) {
    Instant settled = message.settledAt();
    return new Way(
        message.id(),
        state(message),
        settled == null ? message.createdAt() : settled,
        message.code(),
        message.reason(),
        message.externalId());
  }

  private static State state(OutboxMessage message) {
    return switch (message.state()) {
      case WAITING, CLAIMED -> State.WAITING;
      case ACCEPTED, DELIVERED -> State.GIVEN;
      case UNKNOWN -> State.UNKNOWN;
      case EXPIRED -> State.REFUSED;
      case REJECTED -> ReadLead.isWithdrawn(message.code()) ? State.WITHDRAWN : State.REFUSED;
    };
  }
}
