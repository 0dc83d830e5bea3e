package ru.fitcrm.hub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What follows from a packet: events, cards and the day of the last activity. */
class WhatFollowsAPacketTest {

  private static final String ANNA = "+79161234567";

  private final ClubSystemBase base = new ClubSystemBase();

  @AfterEach
  void close() {
    base.close();
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
}
