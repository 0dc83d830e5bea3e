package ru.fitcrm.hub.core.call;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.outbox.MessageKind;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxRider;
import ru.fitcrm.hub.core.platform.BusinessClock;

/**
 * Brings calls to an end that the hub was to begin and no PBX tells of: refused, not dialled in
 * time, or taken by a PBX that then said nothing.
 */
public final class EndUnheardCalls implements OutboxRider {

  private static final Logger LOG = LoggerFactory.getLogger(EndUnheardCalls.class);

  /** Code of an attempt that may have rung the phone all the same. */
  public static final String MAY_RING = "no-answer";

  /** Longer than a click is good for and a phone then rings. */
  private static final String SILENT =
      """
      select c.club_id, c.id from call c
       where not c.heard and c.stage <> 'ENDED' and c.started_at < now() - interval '2 minutes'
         and not exists (select 1 from outbox_message o
                          where o.club_id = c.club_id and o.source = 'call' and o.source_id = cast(c.id as text)
                            and o.state in ('WAITING', 'CLAIMED'))
       limit 500""";

  private static final String END =
      """
      update call set stage = 'ENDED', result = 'FAILED', failure = :failure, ended_at = now(), updated_at = now()
       where id = :id and not heard and stage <> 'ENDED'""";

  private final ClubGate gate;
  private final ClubDirectory clubs;
  private final JdbcClient jdbc;
  private final CallLog calls;
  private final Journal journal;
  private final BusinessClock clock;

  EndUnheardCalls(
      ClubGate gate,
      ClubDirectory clubs,
      JdbcClient jdbc,
      CallLog calls,
      Journal journal,
      BusinessClock clock) {
    this.gate = gate;
    this.clubs = clubs;
    this.jdbc = jdbc;
    this.calls = calls;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public MessageKind kind() {
    return CallOut.KIND;
  }

  @Override
  public void settled(OutboxMessage message) {
    long call = Long.parseLong(message.sourceId());
    String code = message.code();
    switch (message.state()) {
      case REJECTED -> end(call, named(code));
      case EXPIRED -> {
        if (!MAY_RING.equals(code)) {
          end(call, "no-line".equals(code) ? CallFailure.NO_LINE : CallFailure.NOT_DIALLED);
        }
      }
      case WAITING, CLAIMED, ACCEPTED, DELIVERED, UNKNOWN -> {}
    }
  }

  private static String named(@Nullable String code) {
    return switch (code == null ? "" : code) {
      case "no-way-out" -> "NO_WAY_OUT";
      case "right-originate-missing" -> "NO_RIGHT";
      case "gave-up", "connection-gone" -> CallFailure.NO_LINE;
      case "" -> CallFailure.NOT_DIALLED;
      default -> code == null ? "" : code.toUpperCase(Locale.ROOT).replace('-', '_');
    };
  }

  private record Silent(ClubId club, long id) {}

  /**
   * Ends calls the PBX has taken and said nothing of for two minutes. Any node may do it.
   *
   * @return how many
   */
  public int endSilent() {
    List<Silent> found =
        gate.asPlatform(
            () ->
                jdbc.sql(SILENT)
                    .query((row, i) -> new Silent(new ClubId(row.getLong(1)), row.getLong(2)))
                    .list());
    for (Silent call : found) {
      LOG.warn("The PBX told nothing of call {} it was asked for; it counts as failed", call.id());
      gate.runInClub(call.club(), () -> end(call.id(), CallFailure.NO_NEWS));
    }
    return found.size();
  }

  /** Runs inside the club's gate; a call the PBX has told of is its to end. */
  private void end(long id, String failure) {
    if (jdbc.sql(END).param("id", id).param("failure", failure).update() == 0) {
      return;
    }
    Instant now = clock.instant();
    journal.append(
        List.of(CallEvents.neverBegun(calls.get(id), now)),
        now,
        LocalDate.ofInstant(now, clubs.here().zone()));
  }
}
