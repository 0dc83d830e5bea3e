package ru.fitcrm.hub.config.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.call.CallDesk;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallGaps;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.CallStage;
import ru.fitcrm.hub.core.call.MissedBecause;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Lease;

/** Calls of a club as a PBX would tell them, over a connection that is switched off. */
public final class TestCalls {

  private static final String GO_LIVE =
      "update connection set live_since = now() - interval '1 day' where id = :id returning fence";

  private final HubUnderTest hub;
  private final Lease line;
  private int told;

  private TestCalls(HubUnderTest hub, Lease line) {
    this.hub = hub;
    this.line = line;
  }

  /**
   * Makes the connection.
   *
   * @param recordingsUrl where its recordings are, null for nowhere
   */
  public static TestCalls in(
      HubUnderTest hub, ClubId club, String slug, @Nullable String recordingsUrl) {
    String recordings =
        recordingsUrl == null ? "" : ", \"recordingsUrl\": \"" + recordingsUrl + "\"";
    long connection =
        hub.admin()
            .post(
                "clubs/" + slug + "/connections",
                """
                {"kind": "asterisk", "name": "АТС", "enabled": false,
                 "settings": {"host": "127.0.0.1", "username": "hub", "password": "s"%s}}"""
                    .formatted(recordings))
            .id();
    long fence =
        hub.get(ClubGate.class)
            .inClub(
                club,
                () ->
                    hub.get(JdbcClient.class)
                        .sql(GO_LIVE)
                        .param("id", connection)
                        .query(Long.class)
                        .single());
    return new TestCalls(hub, new Lease(club, new ConnectionId(connection), "asterisk", fence, 1));
  }

  public long connection() {
    return line.connection().value();
  }

  public void answered(String number, Instant at, long talkSeconds, @Nullable String recording) {
    Instant answered = at.plusSeconds(2);
    tell(
        number,
        CallResult.ANSWERED,
        null,
        at,
        answered,
        answered.plusSeconds(talkSeconds),
        recording);
  }

  public void missed(String number, Instant at) {
    Instant end = at.plusSeconds(12);
    tell(number, CallResult.MISSED, MissedBecause.GAVE_UP, at, null, end, null);
  }

  public void gap(Instant from, Instant to) {
    hub.get(CallGaps.class).record(line, from, to);
  }

  /** Any call, as its snapshot says. */
  public void tell(CallSnapshot call) {
    hub.get(CallDesk.class).record(line, call);
  }

  private void tell(
      String number,
      CallResult result,
      @Nullable MissedBecause because,
      Instant at,
      @Nullable Instant answered,
      Instant end,
      @Nullable String recording) {
    told++;
    tell(
        new CallSnapshot(
            "told-" + told,
            CallDirection.INCOMING,
            CallStage.ENDED,
            result,
            because,
            null,
            number,
            null,
            "74951230001",
            answered == null ? List.of() : List.of("101"),
            List.of("101"),
            Duration.between(at, answered == null ? end : answered),
            answered == null ? Duration.ZERO : Duration.between(answered, end),
            null,
            List.of(),
            at,
            answered,
            end,
            null,
            recording,
            null));
  }
}
