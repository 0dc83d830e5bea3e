package ru.fitcrm.hub.core.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.connection.LeaseLost;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * Takes what a PBX tells of calls: one row a call, whose call it is, and the events from which
 * cards, notices and pops follow, all in one transaction.
 */
public final class CallDesk {

  private static final String RECORD_CALL = SqlFile.read(CallDesk.class, "record_call.sql");
  private static final String WRITE_CALLER =
      "update call set party = :party, client_id = :client, branch_id = :branch where id = :id";

  private final ClubGate gate;
  private final ClubDirectory clubs;
  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final FindCaller caller;
  private final Journal journal;
  private final CallNews news;
  private final BusinessClock business;

  CallDesk(
      ClubGate gate,
      ClubDirectory clubs,
      JdbcClient jdbc,
      ObjectMapper json,
      CallPeople people,
      Journal journal,
      CallNews news,
      BusinessClock business) {
    this.gate = gate;
    this.clubs = clubs;
    this.jdbc = jdbc;
    this.json = json;
    this.caller = new FindCaller(jdbc, json, people.directory(), people.leads());
    this.journal = journal;
    this.news = news;
    this.business = business;
  }

  /**
   * Writes down a call as it stands. Telling the same, or less than is known, changes nothing.
   *
   * @throws LeaseLost if another node runs the connection now
   */
  public void record(Lease lease, CallSnapshot call) {
    gate.runInClub(lease.club(), () -> recordInClub(clubs.here(), lease, call));
  }

  private void recordInClub(Club club, Lease lease, CallSnapshot call) {
    @Nullable String e164 = ReadPhone.read(call.clientNumber(), club.region()).e164OrNull();
    if (call.direction() == CallDirection.INTERNAL) {
      e164 = null;
    }
    Optional<Recorded> recorded = write(lease, call, e164);
    if (recorded.isEmpty()) {
      requireLease(lease);
      return;
    }
    CallNews.Fresh fresh = news.of(call, recorded.get().liveSince());
    if (fresh.isNothing() || call.direction() == CallDirection.INTERNAL) {
      return;
    }
    tell(club, lease, call, e164, recorded.get(), fresh);
  }

  private void tell(
      Club club,
      Lease lease,
      CallSnapshot call,
      @Nullable String e164,
      Recorded recorded,
      CallNews.Fresh fresh) {
    List<NewEvent> events = new ArrayList<>();
    CallerFound found = recorded.caller();
    if (found == null || isNumberNew(call, e164, found)) {
      found = find(club, lease, call, e164);
      writeCaller(recorded.id(), found);
      if (found.newLead()) {
        events.add(CallEvents.leadCreated(found, recorded.id(), call.startedAt()));
      }
    }
    events.addAll(CallEvents.of(call, recorded.id(), lease, found, fresh));
    Instant now = business.instant();
    journal.append(events, now, LocalDate.ofInstant(now, club.zone()));
  }

  /** Of a call that was heard of midway, whom it was to may show only at its end. */
  private static boolean isNumberNew(CallSnapshot call, @Nullable String e164, CallerFound found) {
    return call.direction() == CallDirection.OUTGOING
        && e164 != null
        && found.party() == Party.NO_NUMBER;
  }

  private CallerFound find(Club club, Lease lease, CallSnapshot call, @Nullable String e164) {
    long connection = lease.connection().value();
    return call.direction() == CallDirection.INCOMING
        ? caller.incoming(connection, e164, call, club.region())
        : caller.outgoing(connection, e164, club.region());
  }

  private void writeCaller(long id, CallerFound found) {
    jdbc.sql(WRITE_CALLER)
        .param("party", found.party().name())
        .param("client", found.clientId(), Types.BIGINT)
        .param("branch", found.branchId(), Types.BIGINT)
        .param("id", id)
        .update();
  }

  private void requireLease(Lease lease) {
    boolean ours =
        jdbc.sql("select exists (select 1 from connection where id = :id and fence = :fence)")
            .param("id", lease.connection().value())
            .param("fence", lease.fence())
            .query(Boolean.class)
            .single();
    if (!ours) {
      throw new LeaseLost(lease);
    }
  }

  /** The row of a call after it was written. */
  private record Recorded(long id, @Nullable CallerFound caller, @Nullable Instant liveSince) {}

  private Optional<Recorded> write(Lease lease, CallSnapshot call, @Nullable String e164) {
    @Nullable TimeSpan between = call.endedBetween();
    return jdbc.sql(RECORD_CALL)
        .param("connectionId", lease.connection().value())
        .param("fence", lease.fence())
        .param("linkedId", call.linkedId())
        .param("direction", call.direction().name())
        .param("stage", call.stage().name())
        .param("result", call.result().name())
        .param("missedBecause", Columns.name(call.missedBecause()), Types.VARCHAR)
        .param("failure", call.failure(), Types.VARCHAR)
        .param("clientNumber", call.clientNumber(), Types.VARCHAR)
        .param("callerName", call.callerName(), Types.VARCHAR)
        .param("phone", e164, Types.VARCHAR)
        .param("clubNumber", call.clubNumber(), Types.VARCHAR)
        .param("answeredBy", call.answeredBy().toArray(String[]::new), Types.ARRAY)
        .param("rang", call.rang().toArray(String[]::new), Types.ARRAY)
        .param("waitMs", call.waited().toMillis())
        .param("talkMs", call.talked().toMillis())
        .param("queue", call.queue(), Types.VARCHAR)
        .param("transfers", writeTransfers(call.transfers()))
        .param("startedAt", Columns.at(call.startedAt()))
        .param("answeredAt", Columns.at(call.answeredAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("endedAt", Columns.at(call.endedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param(
            "endedFrom",
            between == null ? null : Columns.at(between.from()),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .param(
            "endedTo",
            between == null ? null : Columns.at(between.to()),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .param("recording", call.recording(), Types.VARCHAR)
        .param("actionId", call.actionId(), Types.VARCHAR)
        .query((row, i) -> recorded(row))
        .optional();
  }

  private static Recorded recorded(ResultSet row) throws SQLException {
    @Nullable String party = row.getString("party");
    CallerFound caller =
        party == null
            ? null
            : new CallerFound(
                Party.valueOf(party),
                Columns.number(row, "client_id"),
                false,
                Columns.number(row, "branch_id"),
                ClubNumbers.DEFAULT_SOURCE);
    return new Recorded(row.getLong("id"), caller, Columns.timeOrNull(row, "live_since"));
  }

  private String writeTransfers(List<Transfer> transfers) {
    try {
      return json.writeValueAsString(transfers);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Transfers cannot be written as JSON", e);
    }
  }
}
