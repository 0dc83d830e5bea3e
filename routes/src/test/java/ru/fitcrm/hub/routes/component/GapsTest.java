package ru.fitcrm.hub.routes.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallGap;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.sandbox.pbx.Cut;
import ru.fitcrm.hub.sandbox.pbx.NewCall;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Playback;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** A call that began and ended while nobody listened, from the PBX to the club's journal. */
class GapsTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String CALLER = "+79165550077";

  private static EmbeddedPostgres records;
  private final PhoneHub hub = new PhoneHub();

  GapsTest() throws Exception {}

  @BeforeAll
  static void open() throws Exception {
    records = EmbeddedPostgres.builder().start();
    try (Connection connection = records.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table cdr (calldate timestamp, clid text, src text, dst text, channel text, dstchannel text,
            lastapp text, lastdata text, duration int, billsec int, disposition text, uniqueid text, linkedid text)""");
    }
  }

  @AfterAll
  static void close() throws IOException {
    records.close();
  }

  @AfterEach
  void closeHub() {
    hub.close();
  }

  @Test
  void withoutRecordsTheJournalKnowsTheGap() {
    Club club = hub.club("gap");
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"))) {
      Lease lease = hub.connect(club, pbx, "hub", "secret");
      await().atMost(LONG).until(() -> hub.heardUntil(club, lease).isPresent());
      Instant began = Clock.systemUTC().instant();
      playToNobody(pbx);
      Instant ended = Clock.systemUTC().instant();
      pbx.refuse(false);
      pbx.awaitSession(LONG);

      await().atMost(LONG).until(() -> !hub.gaps(club).isEmpty());
      CallGap gap = hub.gaps(club).getFirst();
      assertThat(gap.from()).isBefore(began);
      assertThat(gap.to()).isAfter(ended);
      hub.disconnect(lease);
      assertThat(hub.calls(club)).isEmpty();
      assertThat(hub.gaps(club)).hasSize(1);
    }
  }

  @Test
  void withRecordsTheMissedCallAppearsWithItsLeadAndCardAndNoGap() throws SQLException {
    Club club = hub.club("no gap");
    String url = records.getJdbcUrl("postgres", "postgres");
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"))) {
      Lease lease = hub.connect(club, pbx, "hub", "secret", url);
      await().atMost(LONG).until(() -> hub.heardUntil(club, lease).isPresent());
      write(club, callNobodyHears(pbx));

      await().atMost(LONG).until(() -> !hub.cards(club).isEmpty());
      assertThat(hub.calls(club))
          .singleElement()
          .satisfies(
              call -> {
                assertThat(call.result()).isEqualTo(CallResult.MISSED);
                assertThat(call.clientNumber()).isEqualTo(CALLER);
              });
      assertThat(hub.clients(club)).hasSize(1);
      assertThat(hub.cards(club).getFirst().nextStep()).isEqualTo("Перезвонить");
      Call call = hub.calls(club).getFirst();
      hub.disconnect(lease);
      assertThat(hub.calls(club)).containsExactly(call);
      assertThat(hub.gaps(club)).isEmpty();
    }
  }

  private static String callNobodyHears(SandboxPbx pbx) {
    String call = playToNobody(pbx);
    pbx.refuse(false);
    return call;
  }

  /** A whole call while the PBX lets nobody in. */
  private static String playToNobody(SandboxPbx pbx) {
    pbx.refuse(true);
    pbx.dropConnections(Cut.RST);
    pbx.awaitSessions(0, LONG);
    Playback call =
        pbx.play(
            Recording.named("b_in_missed").asCall(new NewCall(CALLER, null, null)),
            Pace.fullSpeed());
    call.await(LONG);
    return Objects.requireNonNull(call.linkedId());
  }

  private static void write(Club club, String linkedId) throws SQLException {
    String insert =
        """
        insert into cdr values (?, '', ?, '74951230001', 'PJSIP/trunk-00000001', 'PJSIP/101-00000002',
          'Dial', 'PJSIP/101,20', 2, 0, 'NO ANSWER', ?, ?)""";
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    try (Connection connection = records.getPostgresDatabase().getConnection();
        PreparedStatement row = connection.prepareStatement(insert)) {
      row.setObject(1, LocalDateTime.ofInstant(now, club.zone()));
      row.setString(2, CALLER);
      row.setString(3, linkedId);
      row.setString(4, linkedId);
      row.executeUpdate();
    }
  }
}
