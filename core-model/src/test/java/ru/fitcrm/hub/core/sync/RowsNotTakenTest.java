package ru.fitcrm.hub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows a packet cannot give yet, or not as they are: they cost themselves only, and wait. */
class RowsNotTakenTest {

  private static final String ANNA = "+79161234567";

  private final ClubSystemBase base = new ClubSystemBase();

  @AfterEach
  void close() {
    base.close();
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
}
