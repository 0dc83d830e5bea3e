package ru.fitcrm.hub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplyPacketTest {

  private static final String ANNA = "+79161234567";

  private final ClubSystemBase base = new ClubSystemBase();

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void whatIsToldIsKnownAndIsNews() {
    Instant at = base.ago(Duration.ofSeconds(30));
    Applied applied =
        base.tell(
            new Told()
                .client("c1", " Анна ", "8 (916) 123-45-67", "abc 12")
                .contract("k1", "c1", "ACTIVE", at)
                .payment("p1", "c1", "k1", "PURCHASE", "SUCCEEDED", at)
                .visit("v1", "c1", at)
                .booking("b1", null, "c1", base.now().plusSeconds(3600), "PLANNED")
                .shift("s1", "Иван", "2026-11-22T08:00:00", "2026-11-22T16:00:00"));

    assertThat(applied.total().changed()).isEqualTo(6);
    assertThat(base.texts("select kind || ' ' || name || ' ' || source from client"))
        .containsExactly("CLIENT Анна 1c");
    assertThat(base.texts("select number from client_phone")).containsExactly(ANNA);
    assertThat(base.texts("select status || ' ' || price || ' ' || term from contract"))
        .containsExactly("ACTIVE 12000.50 RECURRING");
    assertThat(base.number("select count(*) from payment where contract_id is not null")).isOne();
    assertThat(base.events())
        .containsExactlyInAnyOrder(
            "client.created",
            "contract.created",
            "payment.succeeded",
            "visit.added",
            "booking.made");
    assertThat(base.texts("select employee_ref from work_shift")).containsExactly("Иван");
    assertThat(applied.rejections())
        .singleElement()
        .satisfies(note -> assertThat(note.field()).isEqualTo("phones[1]"));
    assertThat(base.rejected()).containsExactly("client c1 NOTED phones[1]");
  }

  @Test
  void theSameAgainWritesNothing() {
    Told told =
        new Told()
            .person("c1", "7", "Анна", "false", ANNA, "123")
            .contract("k1", "c1", "ACTIVE", base.now())
            .payment("p1", "c1", "k1", "PURCHASE", "SUCCEEDED", base.now())
            .visit("v1", "c1", base.now())
            .booking("b1", "3", "c1", base.now(), "MISSED");
    base.tell(told);
    List<String> before = everyRow();

    Applied again = base.tell(told);

    assertThat(again.total().changed()).isZero();
    assertThat(again.total().unchanged()).isEqualTo(5);
    assertThat(everyRow()).isEqualTo(before);
  }

  @Test
  void ofOneRefInAPacketTheHighestVersionCountsOrElseTheLast() {
    base.tell(
        new Told()
            .person("c1", "2", "Вторая", "false", ANNA)
            .person("c1", "1", "Первая", "false", ANNA)
            .client("c2", "Начало", ANNA)
            .client("c2", "Конец", ANNA));

    assertThat(base.texts("select name from client order by name"))
        .containsExactly("Вторая", "Конец");
  }

  @Test
  void aLowerVersionIsIgnoredAlsoWhenTheHigherOneChangedNothing() {
    base.tell(new Told().person("c1", "1", "Анна", "false", ANNA));
    Applied touched = base.tell(new Told().person("c1", "3", "Анна", "false", ANNA));
    Applied late = base.tell(new Told().person("c1", "2", "Прежняя", "false", ANNA));

    assertThat(touched.total().changed()).isZero();
    assertThat(late.total().unchanged()).isOne();
    assertThat(base.texts("select name from client")).containsExactly("Анна");
  }

  @Test
  void aThousandBadRowsAmongTenThousandCostThemselvesOnly() {
    Told told = new Told().client("c", "Анна", ANNA);
    for (int i = 0; i < 10_000; i++) {
      told.visit(
          new Packet.Visit(
              "v" + i, null, "c", i % 10 == 3 ? "позавчера" : base.now().toString(), null));
    }

    Applied applied = base.tell(told);

    Applied.Counts visits = applied.counts().get(Entity.VISIT);
    assertThat(visits).isEqualTo(new Applied.Counts(10_000, 9_000, 0, 0, 1_000));
    assertThat(applied.rejections()).hasSize(1_000);
    assertThat(base.number("select count(*) from visit")).isEqualTo(9_000);
    assertThat(base.number("select count(*) from rejected_row where field = 'at'"))
        .isEqualTo(1_000);
    assertThat(base.number("select count(*) from event where type = 'visit.added'"))
        .isEqualTo(9_000);
  }

  @Test
  void tenThousandRowsWithAThousandBadToldTwiceWriteNothingButThatTheBadCameAgain() {
    Told told = new Told().client("c", "Анна", ANNA);
    for (int i = 0; i < 10_000; i++) {
      String at = i % 10 == 3 ? "позавчера" : base.now().toString();
      told.visit(new Packet.Visit("v" + i, "1", "c", at, null));
    }
    base.tell(told);
    String rows = "select xmin || ' ' || xmax || ' ' || t::text from visit t order by 1";
    List<String> before = base.texts(rows);

    Applied again = base.tell(told);

    assertThat(again.counts().get(Entity.VISIT))
        .isEqualTo(new Applied.Counts(10_000, 0, 9_000, 0, 1_000));
    assertThat(base.texts(rows)).hasSize(9_000).isEqualTo(before);
    assertThat(base.texts("select ref from visit where ref like '%3'")).isEmpty();
    assertThat(base.number("select count(*) from rejected_row where times = 2")).isEqualTo(1_000);
    assertThat(base.number("select count(*) from event where type = 'visit.added'"))
        .isEqualTo(9_000);
  }

  @Test
  void theLongestTextsThereMayBeAreTaken() {
    String wide = "€".repeat(Cells.LONGEST_TEXT);
    String ref = "€".repeat(Cells.LONGEST_REF);
    String[] phones = new String[20];
    for (int i = 0; i < phones.length; i++) {
      phones[i] = "+79160000" + (100 + i);
    }
    String email = "e".repeat(240) + "@example.ru";
    Packet.Client person =
        new Packet.Client(ref, "1", wide, List.of(phones), email, "1990-01-01", wide, "false");
    Packet.Booking booking =
        new Packet.Booking(ref, "1", ref, base.now().toString(), wide, "MISSED", wide, "false");
    Packet packet =
        new Packet(
            List.of(person), List.of(), List.of(), List.of(), List.of(booking), List.of(), false);

    Applied applied = base.tell(packet, Hearing.AS_IT_HAPPENS);

    assertThat(applied.rejections()).isEmpty();
    assertThat(base.number("select length(name) from client")).isEqualTo(Cells.LONGEST_TEXT);
    assertThat(base.number("select length(service || reason) from booking"))
        .isEqualTo(2 * Cells.LONGEST_TEXT);
  }

  @Test
  void aRejectedRowGoesWhenItIsToldWell() {
    base.tell(new Told().client("c1", null).contract("k1", "c1", "ПЛОХОЙ", null));
    assertThat(base.rejected())
        .containsExactly("client c1 REJECTED name", "contract k1 REJECTED status");
    base.tell(new Told().client("c1", null));
    assertThat(base.number("select times from rejected_row where ref = 'c1'")).isEqualTo(2);

    base.tell(new Told().client("c1", "Анна").contract("k1", "c1", "ACTIVE", null));

    assertThat(base.rejected()).isEmpty();
    assertThat(base.number("select count(*) from contract")).isOne();
  }

  @Test
  void rowsWaitForTheirClient() {
    Instant at = base.ago(Duration.ofSeconds(20));
    Applied early =
        base.tell(
            new Told()
                .contract("k1", "c1", "ACTIVE", at)
                .visit("v1", "c1", at)
                .payment("p1", "c1", "k1", "PURCHASE", "SUCCEEDED", at)
                .booking("b1", null, "c2", at, "MISSED"));
    assertThat(early.total().waiting()).isEqualTo(4);
    assertThat(base.events()).isEmpty();

    base.tell(new Told().client("c1", "Анна", ANNA));

    assertThat(base.rejected()).containsExactly("booking b1 WAITING clientRef");
    assertThat(base.number("select count(*) from payment where contract_id is not null")).isOne();
    assertThat(base.events())
        .containsExactlyInAnyOrder(
            "client.created", "contract.created", "visit.added", "payment.succeeded");
  }

  @Test
  void aPaymentToldBeforeItsContractFindsItLater() {
    base.tell(
        new Told()
            .client("c1", "Анна")
            .payment("p1", "c1", "k1", "PURCHASE", "SUCCEEDED", base.now()));
    base.tell(new Told().contract("k1", "c1", "ACTIVE", null));

    assertThat(base.number("select count(*) from payment where contract_id is not null")).isOne();
  }

  @Test
  void deletionMarksArchiveClientsAndEndTheRest() {
    base.tell(
        new Told()
            .client("c1", "Анна", ANNA)
            .contract("k1", "c1", "ACTIVE", null)
            .payment("p1", "c1", "k1", "RECURRING", "FAILED", base.now())
            .visit("v1", "c1", base.now())
            .booking("b1", null, "c1", base.now().plusSeconds(999), "PLANNED"));
    assertThat(base.cards()).containsExactly("Оплата не прошла");

    base.tell(
        new Told()
            .person("c1", null, null, "true")
            .contract("k1", null, "c1", "ACTIVE", null, "true")
            .visit(new Packet.Visit("v1", null, null, null, "true")));

    assertThat(base.cards()).isEmpty();
    assertThat(base.texts("select name || ' ' || archive_reason from client"))
        .containsExactly("Анна " + MergeClients.MARKED);
    assertThat(base.texts("select number from client_phone")).containsExactly(ANNA);
    assertThat(base.texts("select status from contract")).containsExactly("TERMINATED");
    assertThat(base.number("select count(*) from visit where deleted")).isOne();
    assertThat(base.number("select count(*) from client_activity where last_activity_on is null"))
        .isOne();
    assertThat(base.events()).contains("client.archived", "contract.ended");

    base.tell(new Told().client("c1", "Анна", ANNA));
    assertThat(base.number("select count(*) from client where archived_at is null")).isOne();
  }

  @Test
  void whoWasArchivedByHandStaysThere() {
    base.tell(new Told().client("c1", "Анна", ANNA));
    base.change("update client set archived_at = now(), archive_reason = 'переезд'");
    base.tell(new Told().person("c1", null, "Анна Б.", "true", ANNA));
    base.tell(new Told().client("c1", "Анна В.", ANNA));

    assertThat(base.texts("select archive_reason from client")).containsExactly("переезд");
  }

  @Test
  void anErasedPersonIsNotBroughtBack() {
    base.tell(new Told().client("c1", "Анна", ANNA));
    base.change("update client set name = null");
    base.change("delete from client_phone");
    base.change("update external_ref set erased_at = now()");

    base.tell(new Told().person("c1", "9", "Анна", "false", ANNA).visit("v1", "c1", base.now()));

    assertThat(base.number("select count(*) from client where name is null")).isOne();
    assertThat(base.number("select count(*) from client_phone")).isZero();
    assertThat(base.number("select count(*) from visit")).isOne();
  }

  @Test
  void theSystemIsMasterOfItsFieldsOnly() {
    base.tell(new Told().client("c1", "Анна", ANNA));
    base.change("update client set source = 'call', email = 'a@b.ru'");
    base.change(
        "insert into client_phone (client_id, number, position)"
            + " select id, '+79160000009', 5 from client");
    base.tell(new Told().client("c1", "Анна Б.", "+79160000001"));

    assertThat(base.texts("select name || ' ' || source || coalesce(email, '-') from client"))
        .containsExactly("Анна Б. call-");
    assertThat(base.texts("select number from client_phone order by position"))
        .containsExactly("+79160000001", "+79160000009");
    assertThat(base.texts("select data ->> 'fields' from event where type = 'client.updated'"))
        .singleElement()
        .satisfies(fields -> assertThat(fields).contains("name", "phones", "email"));
  }

  @Test
  void whatIsOldOrHistoryMakesNoEventAndNoCard() {
    Instant old = base.ago(Duration.ofHours(25));
    Told told =
        new Told()
            .client("c1", "Анна", ANNA)
            .contract("k1", "c1", "ACTIVE", old)
            .payment("p1", "c1", "k1", "RECURRING", "FAILED", old)
            .visit("v1", "c1", old);
    base.tell(told.packet(), Hearing.CATCHING_UP);
    assertThat(base.events()).isEmpty();

    base.tell(
        new Told()
            .payment("p2", "c1", "k1", "RECURRING", "FAILED", base.now())
            .contract("k2", "c1", "AWAITING_PAYMENT", base.now())
            .history());

    assertThat(base.events()).isEmpty();
    assertThat(base.cards()).isEmpty();
    assertThat(base.number("select count(*) from contract where unpaid_due_at is not null"))
        .isZero();
  }

  @Test
  void gatewayAndSystemTellingOneFailureMakeOneCard() {
    base.tell(new Told().client("c1", "Анна", ANNA).contract("k1", "c1", "ACTIVE", null));
    base.change(
        """
        insert into payment (connection_id, ref, client_id, contract_id, kind, amount, status, at, transaction_ref,
                             provisional, source_hash)
        select 999, 'gw-1', c.client_id, c.id, 'RECURRING', 1000, 'FAILED', now(), 'tx-1', true, 0 from contract c""");

    base.tell(
        new Told()
            .payment("p1", null, "c1", "k1", "RECURRING", "FAILED", base.now(), "tx-1")
            .payment("p2", null, "c1", "k1", "RECURRING", "FAILED", base.now(), "tx-2"));

    assertThat(base.texts("select ref || ' ' || transaction_ref from payment order by ref"))
        .containsExactly("p1 tx-1", "p2 tx-2");
    assertThat(base.cards()).containsExactly("Оплата не прошла");
  }

  @Test
  void activityMovesByVisitsAndPurchasesOnly() {
    Instant week = base.ago(Duration.ofDays(7));
    base.tell(
        new Told()
            .client("c1", "Анна", ANNA)
            .visit("v1", "c1", week)
            .payment("p1", "c1", null, "RECURRING", "SUCCEEDED", base.now())
            .payment("p2", "c1", null, "REFUND", "SUCCEEDED", base.now())
            .payment("p3", "c1", null, "PURCHASE", "FAILED", base.now()));
    String activity =
        "select (current_date - last_activity_on) from client_activity where last_activity_on is not null";
    assertThat(base.number(activity)).isBetween(6L, 8L);

    base.tell(new Told().payment("p3", "c1", null, "PURCHASE", "SUCCEEDED", base.now()));
    assertThat(base.number(activity)).isBetween(-1L, 1L);

    base.tell(new Told().payment("p3", "c1", null, "PURCHASE", "FAILED", base.now()));
    assertThat(base.number(activity)).isBetween(6L, 8L);
  }

  @Test
  void aRejectedRowIsTakenByHandOnceItsFaultIsMended() {
    base.tell(new Told().client("c1", "Анна").visit("v1", "c1", base.now()));
    base.tell(new Told().contract("k1", "c1", "ПЛОХОЙ", null));
    long id = base.number("select id from rejected_row");

    Applied still = retry(id);
    assertThat(still.rejections()).hasSize(1);
    assertThat(base.number("select times from rejected_row")).isEqualTo(2);

    base.change(
        "update rejected_row set cells = jsonb_set(cells, '{status}', to_jsonb('ACTIVE'::text))");
    assertThat(retry(id).total().changed()).isOne();
    assertThat(base.rejected()).isEmpty();
    assertThat(base.texts("select status from contract")).containsExactly("ACTIVE");
  }

  private Applied retry(long id) {
    return base.core.in(base.club, () -> base.core.get(RetryRejected.class).retry(id));
  }

  @Test
  void onePacketToldFourTimesAtOnceIsTakenOnce() throws Exception {
    Told told = new Told();
    for (int i = 0; i < 200; i++) {
      told.client("c" + i, "Клиент", "+7916" + (1_000_000 + i)).visit("v" + i, "c" + i, base.now());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Applied>> all = Collections.nCopies(4, () -> base.tell(told));
      long changed = 0;
      for (Future<Applied> done : threads.invokeAll(all)) {
        changed += done.get().total().changed();
      }
      assertThat(changed).isEqualTo(400);
    }
    assertThat(base.number("select count(*) from client")).isEqualTo(200);
    assertThat(base.events()).hasSize(400);
  }

  @Test
  void anyOrderOfPacketsEndsTheSame() {
    List<Told> packets = new ArrayList<>();
    for (int v = 1; v <= 3; v++) {
      String version = Integer.toString(v);
      Instant at = base.now().minus(Duration.ofDays(v));
      packets.add(
          new Told()
              .person("c1", version, "Имя" + v, v == 2 ? "true" : "false", "+7916000000" + v)
              .contract("k1", version, v == 1 ? "c2" : "c1", "ACTIVE", null, "false"));
      packets.add(
          new Told()
              .visit("v1", version, v == 1 ? "c2" : "c1", at, v == 2 ? "true" : "false")
              .payment(
                  "p1", version, "c1", "k1", "PURCHASE", v == 1 ? "SUCCEEDED" : "FAILED", at, null)
              .booking("b1", version, "c2", at, v == 2 ? "ПЛОХО" : "MISSED"));
    }
    packets.add(new Told().person("c2", "1", "Вторая", "false", "+79160000009"));
    packets.forEach(base::tell);
    List<String> expected = end();

    for (int i = 0; i < 30; i++) {
      Collections.shuffle(packets, new java.util.Random(i));
      try (ClubSystemBase other = new ClubSystemBase(base, "Клуб " + i)) {
        packets.forEach(other::tell);
        assertThat(end(other)).as("order %d", i).isEqualTo(expected);
      }
    }
  }

  private List<String> end() {
    return end(base);
  }

  /** What is known in the end, in words that do not depend on ids and times of hearing. */
  private static List<String> end(ClubSystemBase base) {
    List<String> end = new ArrayList<>();
    for (String sql :
        List.of(
            "select concat_ws('|', r.ref, r.source_version, c.name, c.archived_at is null,"
                + " array(select number from client_phone p where p.client_id = c.id),"
                + " (select last_activity_on from client_activity a where a.client_id = c.id))"
                + " from external_ref r join client c on c.id = r.local_id order by 1",
            "select concat_ws('|', k.ref, r.ref, k.status, k.source_version) from contract k"
                + " join external_ref r on r.local_id = k.client_id order by 1",
            "select concat_ws('|', v.ref, r.ref, v.deleted, v.source_version, v.at::date) from visit v"
                + " join external_ref r on r.local_id = v.client_id order by 1",
            "select concat_ws('|', ref, status, source_version, contract_id is null) from payment",
            "select concat_ws('|', ref, status, source_version) from booking",
            "select concat_ws('|', entity, ref, state, field, source_version) from rejected_row")) {
      end.addAll(base.texts(sql));
    }
    return end;
  }

  private List<String> everyRow() {
    List<String> all = new ArrayList<>();
    for (String table :
        List.of(
            "client",
            "client_phone",
            "client_activity",
            "external_ref",
            "contract",
            "payment",
            "visit",
            "booking",
            "rejected_row",
            "event",
            "task")) {
      all.addAll(
          base.texts(
              "select t.xmin || ' ' || t.xmax || ' ' || t::text from " + table + " t order by 1"));
    }
    return all;
  }
}
