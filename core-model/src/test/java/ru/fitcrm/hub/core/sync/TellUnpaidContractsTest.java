package ru.fitcrm.hub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.contract.TellUnpaidContracts;

class TellUnpaidContractsTest {

  private final ClubSystemBase base = new ClubSystemBase();
  private final TellUnpaidContracts unpaid = base.core.get(TellUnpaidContracts.class);

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void aContractUnpaidForAQuarterOfAnHourMakesOneCard() {
    base.tell(new Told().client("c1", "Анна").contract("k1", "c1", "AWAITING_PAYMENT", base.now()));
    base.clock.step(Duration.ofMinutes(14));
    assertThat(unpaid.tellDue()).isZero();

    base.clock.step(Duration.ofMinutes(1));
    assertThat(unpaid.tellDue()).isOne();
    assertThat(unpaid.tellDue()).isZero();

    assertThat(base.cards()).containsExactly("Новый контракт не оплачен");
    assertThat(base.texts("select key from event where type = 'contract.unpaid'"))
        .containsExactly("contract.unpaid:" + base.number("select id from contract"));
  }

  @Test
  void oneHeardOfLaterIsToldAtOnce() {
    base.clock.step(Duration.ofHours(3));
    base.tell(
        new Told()
            .client("c1", "Анна")
            .contract("k1", "c1", "AWAITING_PAYMENT", base.ago(Duration.ofHours(2))));

    assertThat(unpaid.tellDue()).isOne();
  }

  @Test
  void oneHeardOfOverADayLateMakesNoCard() {
    base.clock.step(Duration.ofHours(30));
    base.tell(
        new Told()
            .client("c1", "Анна")
            .contract("k1", "c1", "AWAITING_PAYMENT", base.ago(Duration.ofHours(25))));
    base.clock.step(Duration.ofHours(1));

    assertThat(unpaid.tellDue()).isZero();
  }

  @Test
  void aPaymentOrAnotherStatusInTimeMakesNoCard() {
    base.tell(
        new Told()
            .client("c1", "Анна")
            .contract("paid", "c1", "AWAITING_PAYMENT", base.now())
            .contract("ended", "c1", "AWAITING_PAYMENT", base.now())
            .contract("failed", "c1", "AWAITING_PAYMENT", base.now()));
    base.tell(
        new Told()
            .payment("p1", "c1", "paid", "PURCHASE", "SUCCEEDED", base.now())
            .payment("p2", "c1", "failed", "PURCHASE", "FAILED", base.now())
            .contract("ended", "c1", "TERMINATED", base.now()));
    base.clock.step(Duration.ofMinutes(20));

    assertThat(unpaid.tellDue()).isOne();
    assertThat(base.number("select count(*) from contract where unpaid_due_at is not null"))
        .isZero();
  }

  @Test
  void afterALongOutageOfTheHubItIsNoNewsAnyMore() {
    base.tell(new Told().client("c1", "Анна").contract("k1", "c1", "AWAITING_PAYMENT", base.now()));
    base.clock.step(Duration.ofHours(40));

    assertThat(unpaid.tellDue()).isZero();
  }
}
