package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** FreePBX keeps its call records in MariaDB. */
class MariaDbRecordsTest {
  private final Instant now = Clock.systemUTC().instant();

  @Test
  void aMariaDbThatIsNotThereIsNamedAsSuch() {
    assertThatThrownBy(() -> read("jdbc:mariadb://127.0.0.1:1/asteriskcdrdb"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("127.0.0.1")
        .hasMessageContaining("Connection refused");
  }

  @Test
  void aUrlWithoutADriverSaysWhichThereAre() {
    assertThatThrownBy(() -> read("jdbc:mysql://127.0.0.1:1/asteriskcdrdb"))
        .hasMessageContaining("begin it with jdbc:postgresql: or jdbc:mariadb:");
  }

  @Test
  void testShowsWhatTheDatabaseSaid() {
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"))) {
      AsteriskSettings settings =
          HeardLine.settings(pbx.port(), cdr("jdbc:mariadb://127.0.0.1:1/asteriskcdrdb"));
      TestReport report = new TryOut(settings, HeardLine.QUICK, Clock.systemUTC()).run();
      assertThat(report.ok()).isFalse();
      TestReport.Step last = report.steps().getLast();
      assertThat(last.name()).isEqualTo("records");
      assertThat(last.answer()).contains("Connection refused");
    }
  }

  /**
   * Against a real server, by hand: {@code -Dhub.test.mariadb=jdbc:mariadb://127.0.0.1:3306/test},
   * user {@code hub}, password {@code hub}; it makes and drops FreePBX's table there.
   */
  @Test
  @EnabledIfSystemProperty(named = "hub.test.mariadb", matches = "jdbc:.+")
  void aCallOfTheGapIsFoundInFreePbxsTable() throws Exception {
    String url = System.getProperty("hub.test.mariadb", "");
    Instant began = now.minusSeconds(20);
    execute(url, "drop table if exists cdr", FREEPBX, row(began));
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"));
        HeardLine line =
            new HeardLine(
                HeardLine.settings(pbx.port(), cdr(url)),
                new CallsBefore(List.of(), now.minusSeconds(60)),
                HeardLine.QUICK)) {
      await().atMost(Duration.ofSeconds(20)).until(() -> !line.calls.isEmpty());
      CallSnapshot call = line.calls.getFirst();
      assertThat(call.result()).isEqualTo(CallResult.ANSWERED);
      assertThat(call.callerName()).isEqualTo("Иван Петров");
      assertThat(call.clubNumber()).isEqualTo("74951230001");
      assertThat(call.talked()).isEqualTo(Duration.ofSeconds(7));
      assertThat(call.startedAt().getEpochSecond()).isEqualTo(began.getEpochSecond());
      assertThat(call.recording()).isEqualTo("external-101-79161234567.wav");
      assertThat(line.gaps).isEmpty();
    } finally {
      execute(url, "drop table cdr");
    }
  }

  private static final String FREEPBX =
      """
      create table cdr (
        calldate datetime not null default '1000-01-01 00:00:00', clid varchar(80) not null default '',
        src varchar(80) not null default '', dst varchar(80) not null default '',
        dcontext varchar(80) not null default '', channel varchar(80) not null default '',
        dstchannel varchar(80) not null default '', lastapp varchar(80) not null default '',
        lastdata varchar(80) not null default '', duration int not null default 0,
        billsec int not null default 0, disposition varchar(45) not null default '',
        amaflags int not null default 0, accountcode varchar(20) not null default '',
        uniqueid varchar(32) not null default '', userfield varchar(255) not null default '',
        did varchar(50) not null default '', recordingfile varchar(255) not null default '',
        cnum varchar(80) not null default '', cnam varchar(80) not null default '',
        outbound_cnum varchar(80) not null default '', outbound_cnam varchar(80) not null default '',
        dst_cnam varchar(80) not null default '', linkedid varchar(32) not null default '',
        peeraccount varchar(80) not null default '', sequence int not null default 0,
        key calldate (calldate), key dst (dst), key accountcode (accountcode), key uniqueid (uniqueid)
      ) default character set utf8mb4""";

  private static String row(Instant began) {
    return """
        insert into cdr (calldate, clid, src, dst, channel, dstchannel, lastapp, lastdata, duration,
          billsec, disposition, uniqueid, did, recordingfile, linkedid)
        values ('%s', '"Иван Петров" <+79161234567>', '+79161234567', '101', 'PJSIP/trunk-00000001',
          'PJSIP/101-00000002', 'Dial', 'PJSIP/101,20', 9, 7, 'ANSWERED', '1795293905.0',
          '74951230001', 'external-101-79161234567.wav', '1795293905.0')"""
        .formatted(began.atZone(HeardLine.ZONE).toLocalDateTime().withNano(0).toString());
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "hub", "hub");
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private List<CdrRow> read(String url) throws SQLException {
    return new CallRecords(cdr(url), ZoneOffset.UTC).between(now, now);
  }

  private static AsteriskSettings.Cdr cdr(String url) {
    return new AsteriskSettings.Cdr(url, "hub", "hub", null);
  }
}
