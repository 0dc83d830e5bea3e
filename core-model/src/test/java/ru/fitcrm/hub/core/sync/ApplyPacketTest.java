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

/** What a packet tells is known afterwards: once, in its newest version, in any order. */
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
