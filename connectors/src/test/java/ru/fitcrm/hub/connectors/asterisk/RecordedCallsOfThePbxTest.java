package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.core.call.MissedBecause;

/** Rows are not calls, and what they say of themselves is not what was. */
class RecordedCallsOfThePbxTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final String TRUNK = "PJSIP/trunk-00000001";
  private static final String P101 = "PJSIP/101-00000002";
  private static final String P102 = "PJSIP/102-00000003";
  private static final String L = "1795293905.0";

  private final CdrTable table = new CdrTable(false);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPlainCallIsReadFromBothLayouts(boolean freePbx) throws SQLException {
    CdrTable layout = new CdrTable(freePbx);
    layout.add(
        CdrTable.row(L, L, AT)
            .to(P101, freePbx ? "101" : "74951230001")
            .did("74951230001")
            .ends("ANSWERED", 9, 7));

    CallSnapshot call = only(layout);
    assertThat(call.linkedId()).isEqualTo(L);
    assertThat(call.direction()).isEqualTo(CallDirection.INCOMING);
    assertThat(call.result()).isEqualTo(CallResult.ANSWERED);
    assertThat(call.clientNumber()).isEqualTo("+79161234567");
    assertThat(call.callerName()).isEqualTo("Иван Петров");
    assertThat(call.clubNumber()).isEqualTo("74951230001");
    assertThat(call.answeredBy()).containsExactly("101");
    assertThat(call.startedAt()).isEqualTo(AT);
    assertThat(call.answeredAt()).isEqualTo(AT.plusSeconds(2));
    assertThat(call.endedAt()).isEqualTo(AT.plusSeconds(9));
    assertThat(call.talked()).isEqualTo(Duration.ofSeconds(7));
    assertThat(call.recording()).isEqualTo(freePbx ? "rec.wav" : null);
  }

  @Test
  void twoPhonesThatRangAreOneMissedCall() throws SQLException {
    table.add(
        CdrTable.row(L, L, AT).to(P101, "74951230003").ends("NO ANSWER", 20, 0),
        CdrTable.row(L, L, AT).to(P102, "74951230003").ends("NO ANSWER", 20, 0));
    CallSnapshot call = only(table);
    assertThat(call.result()).isEqualTo(CallResult.MISSED);
    assertThat(call.missedBecause()).isEqualTo(MissedBecause.NO_ANSWER);
    assertThat(call.rang()).containsExactly("101", "102");
    assertThat(call.waited()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aQueueAnsweredAtItsSecondTryIsOneAnsweredCall() throws SQLException {
    table.add(
        queue(L, AT, P101, "NO ANSWER", 15, 15),
        queue(L, AT, P102, "NO ANSWER", 15, 15),
        queue(L, AT.plusSeconds(20), P101, "NO ANSWER", 10, 10),
        queue(L, AT.plusSeconds(20), P102, "ANSWERED", 12, 8));
    CallSnapshot call = only(table);
    assertThat(call.result()).isEqualTo(CallResult.ANSWERED);
    assertThat(call.answeredBy()).containsExactly("102");
    assertThat(call.talked()).isEqualTo(Duration.ofSeconds(8));
    assertThat(call.queue()).isEqualTo("reception");
    assertThat(call.waited()).isEqualTo(Duration.ofSeconds(24));
  }

  @Test
  void aMissedQueueCallThatEndsWithAnsweredAndNoSecondsIsMissed() throws SQLException {
    table.add(
        queue(L, AT, P101, "NO ANSWER", 15, 15),
        queue(L, AT, P102, "NO ANSWER", 15, 3),
        queue(L, AT.plusSeconds(15), "", "ANSWERED", 0, 0));
    CallSnapshot call = only(table);
    assertThat(call.result()).isEqualTo(CallResult.MISSED);
    assertThat(call.missedBecause()).isEqualTo(MissedBecause.QUEUE_LEFT);
    assertThat(call.answeredBy()).isEmpty();
    assertThat(call.recording()).isNull();
  }

  @Test
  void aQueueWithLocalMembersNamesThePersonNotTheMachinery() throws SQLException {
    table.add(
        queue(L, AT, "Local/101@queue-00000000;1", "ANSWERED", 10, 6),
        CdrTable.row(L, "1795293905.2", AT.plusSeconds(1))
            .from("Local/101@queue-00000000;2", "+79161234567")
            .to(P101, "101")
            .ends("ANSWERED", 9, 6));
    CallSnapshot call = only(table);
    assertThat(call.answeredBy()).containsExactly("101");
    assertThat(call.rang()).containsExactly("101");
    assertThat(call.talked()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void aBlindTransferWhoseRowsBothNameTheSecondPhoneIsOneCallOfBoth() throws SQLException {
    table.add(
        CdrTable.row(L, L, AT).to(P101, "102").ends("ANSWERED", 6, 4),
        CdrTable.row(L, L, AT.plusSeconds(6)).to(P102, "102").ends("ANSWERED", 5, 3));
    CallSnapshot call = only(table);
    assertThat(call.answeredBy()).containsExactly("101", "102");
    assertThat(call.talked()).isEqualTo(Duration.ofSeconds(7));
    assertThat(call.clubNumber()).isNull();
  }

  @Test
  void anAttendedTransferWithItsConsultationIsOneCall() throws SQLException {
    table.add(
        CdrTable.row(L, L, AT).to(P101, "102").ends("ANSWERED", 14, 12),
        CdrTable.row(L, "1795293905.2", AT.plusSeconds(5))
            .from("PJSIP/101-00000004", "101")
            .to(P102, "102")
            .ends("ANSWERED", 8, 6),
        CdrTable.row(L, L, AT.plusSeconds(14)).to(P102, "102").ends("ANSWERED", 4, 4));
    CallSnapshot call = only(table);
    assertThat(call.direction()).isEqualTo(CallDirection.INCOMING);
    assertThat(call.answeredBy()).containsExactly("101", "102");
    assertThat(call.talked()).isEqualTo(Duration.ofSeconds(16));
  }

  @Test
  void anOutgoingCallThatWasNotTakenIsMissedWhateverItsRowsBill() throws SQLException {
    CdrTable.Row row = outgoing(L, AT).ends("NO ANSWER", 17, 15);
    table.add(
        row, CdrTable.row(L, L, AT.plusSeconds(17)).from(P101, "7495").ends("ANSWERED", 0, 0));
    CallSnapshot call = only(table);
    assertThat(call.direction()).isEqualTo(CallDirection.OUTGOING);
    assertThat(call.result()).isEqualTo(CallResult.MISSED);
    assertThat(call.clientNumber()).isEqualTo("89165550011");
    assertThat(call.clubNumber()).isNull();
  }

  @Test
  void anOutgoingTalkIsTheEmployeesWhosePhoneBeganIt() throws SQLException {
    table.add(outgoing(L, AT).ends("ANSWERED", 10, 7));
    table.add(outgoing("1795293905.9", AT).ends("BUSY", 3, 0));
    List<CallSnapshot> calls = read(table);
    assertThat(calls)
        .extracting(CallSnapshot::result)
        .containsExactlyInAnyOrder(CallResult.ANSWERED, CallResult.BUSY);
    assertThat(calls.getFirst().answeredBy()).containsExactly("101");
  }

  @Test
  void callsInsideTheClubAreLeftOut() throws SQLException {
    table.add(CdrTable.row(L, L, AT).from(P101, "101").to(P102, "102").ends("ANSWERED", 5, 3));
    assertThat(read(table)).isEmpty();
  }

  @Test
  void aMenuThatNobodyLeftForAPhoneIsMissed() throws SQLException {
    table.add(CdrTable.row(L, L, AT).by("BackGround", "menu").ends("ANSWERED", 12, 12));
    assertThat(only(table).missedBecause()).isEqualTo(MissedBecause.MENU_LEFT);
  }

  @Test
  void aCallThatMayGetAnotherRowWaitsForTheNextLook() throws SQLException {
    table.add(CdrTable.row(L, L, AT).to(P101, "1").ends("ANSWERED", 9, 7));
    Endpoints endpoints = new Endpoints(Set.of("trunk"), null);
    List<CdrRow> rows = table.records().between(AT.minusSeconds(60), AT.plusSeconds(60));
    assertThat(RecordedCalls.of(endpoints, rows, AT.plusSeconds(8))).isEmpty();
    assertThat(RecordedCalls.of(endpoints, rows, AT.plusSeconds(9))).hasSize(1);
  }

  @Test
  void aTableWithoutLinkedidSaysWhatToDo() {
    table.execute("alter table $table drop column \"LinkedID\"");
    assertThatThrownBy(() -> read(table)).hasMessageContaining("no column linkedid: add it");
  }

  @Test
  void zonedTimesAreTakenAsTheyAre() throws SQLException {
    table.add(CdrTable.row(L, L, AT).to(P101, "1").ends("ANSWERED", 9, 7));
    table.execute(
        "alter table $table alter calldate type timestamptz"
            + " using calldate at time zone 'Asia/Yekaterinburg'");
    List<CdrRow> rows =
        table.records().between(AT.minusSeconds(60 * 60 * 12), AT.plusSeconds(60 * 60 * 12));
    assertThat(rows).singleElement().matches(row -> row.began().equals(AT));
  }

  private static CdrTable.Row queue(
      String id, Instant at, String phone, String how, int seconds, int billed) {
    return CdrTable.row(id, id, at)
        .to(phone, "74951230002")
        .by("Queue", "reception,t,,,30")
        .ends(how, seconds, billed);
  }

  private static CdrTable.Row outgoing(String id, Instant at) {
    return CdrTable.row(id, id, at)
        .from(P101, "74959990009")
        .to(TRUNK, "89165550011")
        .by("Dial", "PJSIP/89165550011@trunk,30");
  }

  private static CallSnapshot only(CdrTable table) throws SQLException {
    List<CallSnapshot> calls = read(table);
    assertThat(calls).hasSize(1);
    return calls.getFirst();
  }

  private static List<CallSnapshot> read(CdrTable table) throws SQLException {
    return RecordedCalls.of(
        new Endpoints(Set.of("trunk"), null),
        table.records().between(AT.minusSeconds(60), AT.plusSeconds(60)),
        Instant.MAX);
  }
}
