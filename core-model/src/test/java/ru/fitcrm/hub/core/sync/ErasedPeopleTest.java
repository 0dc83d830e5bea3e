package ru.fitcrm.hub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.contract.TellUnpaidContracts;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.inbox.Received;
import ru.fitcrm.hub.core.inbox.TakeIn;
import ru.fitcrm.hub.core.outbox.NewMessage;
import ru.fitcrm.hub.core.outbox.Outbox;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.Consent;
import ru.fitcrm.hub.core.person.Consents;
import ru.fitcrm.hub.core.person.ErasePerson;
import ru.fitcrm.hub.core.person.MergePeople;
import ru.fitcrm.hub.core.person.NewConsent;
import ru.fitcrm.hub.core.person.TellPerson;
import ru.fitcrm.hub.core.platform.Conflict;

/** A person's data is erased from every room, and nobody brings it back. */
class ErasedPeopleTest {

  private static final String ANNA = "f34d4f0a-f7df-11e0-876b-f6a059620446";
  private static final String PHONE = "+79161234567";

  private final ClubSystemBase base = new ClubSystemBase();

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void nothingOfThePersonIsLeftInAnyTable() {
    long id = anna();
    everythingThatTellsOfHer(id);

    erase(id);

    for (String table : tables()) {
      assertThat(base.texts("select cast(t as text) from " + table + " t"))
          .as(table)
          .noneMatch(row -> row.contains("9161234567") || row.contains("Серова"))
          .noneMatch(row -> row.contains("916) 123-45-67") || row.contains("секрет"));
    }
    assertThat(base.number("select count(*) from inbox_body")).isZero();
  }

  @Test
  void amountsAndCountsStay() {
    long id = anna();
    erase(id);
    assertThat(base.number("select count(*) from contract where client_id = " + id)).isEqualTo(1);
    assertThat(base.texts("select cast(sum(amount) as text) from payment where client_id = " + id))
        .containsExactly("1000.00");
    assertThat(base.number("select count(*) from visit where client_id = " + id)).isEqualTo(1);
  }

  @Test
  void theSystemDoesNotBringThePersonBackNorTellAnythingOfThem() {
    long id = anna();
    erase(id);
    long events = base.number("select count(*) from event");

    Applied told =
        base.tell(
            new Told()
                .client(ANNA, "Серова Анна Петровна", PHONE)
                .contract("c2", ANNA, "AWAITING_PAYMENT", base.now())
                .payment("p2", ANNA, null, "RECURRING", "FAILED", base.now())
                .visit("v2", ANNA, base.now())
                .booking("b2", null, ANNA, base.now().plus(Duration.ofDays(1)), "PLANNED"));

    assertThat(told.rejections()).isEmpty();
    assertThat(base.number("select count(*) from client")).isEqualTo(1);
    assertThat(base.number("select count(*) from client where name is not null")).isZero();
    assertThat(base.number("select count(*) from client_phone")).isZero();
    assertThat(base.number("select count(*) from contract"))
        .as("what is bought counts")
        .isEqualTo(2);
    assertThat(base.texts("select transaction_ref from payment where transaction_ref is not null"))
        .isEmpty();
    assertThat(base.rejected()).isEmpty();
    assertThat(base.number("select count(*) from contract where unpaid_due_at is not null"))
        .isEqualTo(1);
    base.clock.step(Duration.ofMinutes(20));
    int unused = base.core.get(TellUnpaidContracts.class).tellDue();
    assertThat(base.cards()).isEmpty();
    assertThat(base.number("select count(*) from event")).isEqualTo(events);
  }

  @Test
  void aRowOfThePersonThatCannotBeReadIsNotKeptEither() {
    erase(anna());
    base.tell(
        new Told()
            .client(
                new Packet.Client(
                    ANNA, null, "Серова", List.of(PHONE), null, "никогда", null, "может быть"))
            .visit(new Packet.Visit("v9", null, ANNA, "вчера", null)));
    assertThat(base.rejected()).isEmpty();
  }

  @Test
  void theSameSystemByAnotherWayDoesNotBringThePersonBack() {
    erase(anna());
    long other = base.core.clubSystem(base.club).connection().value();
    Packet packet = new Told().client(ANNA, "Серова Анна", PHONE).packet();
    base.core.runIn(
        base.club,
        () -> {
          Applied unused =
              base.core
                  .get(ApplyPacket.class)
                  .apply(new ConnectionId(other), packet, Hearing.HISTORY);
        });
    assertThat(base.number("select count(*) from client")).isEqualTo(1);
  }

  @Test
  void aFamilyMemberWithTheSameNumberKeepsIt() {
    long id = anna();
    base.tell(new Told().client("son", "Серов Пётр", PHONE));
    erase(id);
    assertThat(base.texts("select number from client_phone")).containsExactly(PHONE);
    base.tell(new Told().client("son", "Серов Пётр Ильич", PHONE));
    assertThat(base.texts("select name from client where name is not null"))
        .containsExactly("Серов Пётр Ильич");
  }

  @Test
  void aMergedLeadIsErasedWithThePersonAndTheMergeIsNotUndone() {
    long id = anna();
    long lead = lead("+79167654321");
    long merge =
        base.core.in(
            base.club,
            () -> base.core.get(MergePeople.class).merge(base.club, id, lead, "Ольга", false));
    assertThatThrownBy(() -> erase(lead))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("client " + id);

    erase(id);

    assertThat(base.number("select count(*) from client where name is not null")).isZero();
    assertThat(base.texts("select cast(moved as text) from client_merge")).containsExactly("{}");
    assertThatThrownBy(
            () ->
                base.core.runIn(
                    base.club, () -> base.core.get(MergePeople.class).undo(base.club, id, merge)))
        .hasMessageContaining("merge");
  }

  @Test
  void whatIsErasedIsNotWrittenToAndErasingItAgainDoesNothing() {
    long id = anna();
    Client once = erase(id);
    assertThat(erase(id).version()).isEqualTo(once.version());
    ClientDesk desk = base.core.get(ClientDesk.class);
    assertThatThrownBy(() -> base.core.in(base.club, () -> desk.restore(base.club, id)))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(
            () ->
                base.core.in(
                    base.club, () -> desk.update(base.club, id, once.edit(), once.version())))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void whileACallGoesOnNobodyIsErased() {
    long id = anna();
    call(id, "TALKING");
    assertThatThrownBy(() -> erase(id)).isInstanceOf(Conflict.class).hasMessageContaining("call");
    base.change("update call set stage = 'ENDED'");
    assertThat(erase(id).erased()).isTrue();
  }

  @Test
  void theErasureIsInTheAuditAndInTheJournal() {
    long id = anna();
    erase(id);
    assertThat(base.texts("select actor || ' ' || action || ' ' || entity_id from audit_entry"))
        .contains("Ольга client.erased " + id);
    assertThat(base.events()).contains("client.updated");
  }

  @Test
  void thePersonIsToldAllThatIsKnown() {
    long id = anna();
    everythingThatTellsOfHer(id);
    ObjectNode all = base.core.in(base.club, () -> base.core.get(TellPerson.class).all(id));
    assertThat(all.at("/records/0/name").asText()).isEqualTo("Серова Анна");
    assertThat(all.at("/phones/0/number").asText()).isEqualTo(PHONE);
    assertThat(all.at("/ids/0/ref").asText()).isEqualTo(ANNA);
    assertThat(all.at("/payments/0/amount").decimalValue()).isEqualByComparingTo("1000");
    assertThat(all.at("/calls/0/callerName").asText()).isEqualTo("Серова");
    assertThat(all.at("/comments/0/text").asText()).contains("секрет");
    assertThat(all.at("/consents/0/place").asText()).contains("секрет");
    for (String section : List.of("contracts", "visits", "bookings", "cards", "sent", "received")) {
      assertThat(all.path(section)).as(section).isNotEmpty();
    }
    assertThat(all.toString()).doesNotContain("sourceHash").doesNotContain("clubId");
  }

  @Test
  void theNewestWordOnAChannelAndPurposeCounts() {
    long id = anna();
    consent(id, true, "сайт");
    consent(id, false, "звонок");
    List<Consent> said = base.core.in(base.club, () -> base.core.get(Consents.class).of(id));
    assertThat(said).extracting(Consent::given).containsExactly(false, true);
    assertThat(said).extracting(Consent::current).containsExactly(true, false);
  }

  // ---- the person

  private long anna() {
    base.tell(
        new Told()
            .client(ANNA, "Серова Анна", "8 (916) 123-45-67")
            .contract("c1", ANNA, "ACTIVE", null)
            .payment("p1", ANNA, "c1", "PURCHASE", "SUCCEEDED", base.ago(Duration.ofDays(3)))
            .visit("v1", ANNA, base.ago(Duration.ofDays(2)))
            .booking("b1", null, ANNA, base.now().plus(Duration.ofDays(1)), "PLANNED")
            .history());
    return base.number("select id from client");
  }

  private Client erase(long id) {
    return base.core.in(
        base.club, () -> base.core.get(ErasePerson.class).erase(base.club, id, "Ольга"));
  }

  private long lead(String number) {
    base.change("insert into client (kind, name) values ('LEAD', 'Серова')");
    long id = base.number("select max(id) from client");
    base.change(
        "insert into client_phone (client_id, number) values (%d, '%s')".formatted(id, number));
    return id;
  }

  private void call(long client, String stage) {
    base.change(
        """
        insert into call (connection_id, linked_id, direction, stage, result, client_number, caller_name, phone,
                          recording, started_at, client_id)
        values (1, '%s', 'INCOMING', '%s', 'ANSWERED', '89161234567', 'Серова', '+79161234567',
                '89161234567.wav', now(), %d)"""
            .formatted(stage, stage, client));
  }

  private Consent consent(long client, boolean given, String place) {
    NewConsent said =
        new NewConsent(Consent.Channel.SMS, Consent.Purpose.AD, given, null, place, "2026-01");
    return base.core.in(base.club, () -> base.core.get(Consents.class).add(client, said, "Ольга"));
  }

  private void everythingThatTellsOfHer(long id) {
    call(id, "ENDED");
    base.change(
        """
        insert into task (client_id, reason_code, reason, next_step, comment, created_at, updated_at)
        values (%d, 'manual', 'Серова просила', 'Позвонить на 89161234567', 'секрет', now(), now())"""
            .formatted(id));
    base.change(
        "insert into comment (client_id, author, text, at) values (%d, 'Ольга', 'секрет', now())"
            .formatted(id));
    base.change("update booking set reason = 'секрет'");
    base.change(
        "insert into ignored_number (number, note) values ('%s', 'Серова')".formatted(PHONE));
    base.change(
        """
        insert into rejected_row (connection_id, entity, ref, state, field, reason, history, cells, first_seen_at,
                                  last_seen_at)
        values (9, 'client', 'x', 'REJECTED', 'name', '-', false, '{"phones": ["8 (916) 123-45-67"]}', now(), now())""");
    base.change(
        """
        insert into import_file (name, size, sha256, format, layout, columns, created_by)
        values ('f.csv', 1, '-', 'CSV', '{}', '[{"header": "Имя", "samples": ["Серова"]}]', 'x')""");
    base.change(
        "insert into import_part (import_id, number, bytes) select id, 0, 'Серова' from import_file");
    Consent unused = consent(id, true, "секретный стол");
    sent(id);
    received("{\"clients\": [{\"ref\": \"" + ANNA + "\", \"name\": \"Серова\"}]}");
    received("From: 8 (916) 123-45-67");
    base.change("update inbox_message set state = 'APPLIED'");
    base.change("update inbox_message set client_id = %d where id = 1".formatted(id));
  }

  private void sent(long client) {
    base.core.runIn(
        base.club,
        () -> {
          ObjectNode body = JsonNodeFactory.instance.objectNode().put("text", "Серова, секрет");
          long unused =
              base.core
                  .get(Outbox.class)
                  .put(
                      new NewMessage(
                          base.system.connection().value(),
                          LeadMessages.KIND,
                          "test",
                          "1",
                          null,
                          body,
                          PHONE,
                          client,
                          null));
        });
  }

  private void received(String body) {
    RawBody raw = new RawBody("text/plain", body.getBytes(StandardCharsets.UTF_8));
    TakeIn.Taken unused =
        base.core
            .get(TakeIn.class)
            .take(
                base.club.clubId(),
                new Received(
                    base.system.connection().value(), "test", null, null, PHONE, Map.of(), raw));
  }

  /** Every table that keeps something of clubs. */
  private List<String> tables() {
    return base.core.in(
        base.club,
        () ->
            base.core
                .get(JdbcClient.class)
                .sql(
                    """
                    select distinct table_name from information_schema.columns
                     where table_schema = 'public' and column_name = 'club_id'""")
                .query(String.class)
                .list());
  }
}
