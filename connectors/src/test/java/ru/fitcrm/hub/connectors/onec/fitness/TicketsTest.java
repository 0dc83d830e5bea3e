package ru.fitcrm.hub.connectors.onec.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.MOSCOW;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.json;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.packet;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.LeadVia;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.TokenWay;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.sandbox.onec.fitness.FitnessRoom;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;

/** Contracts and debts as 1C:Fitness tells of them, and every trap of it. */
class TicketsTest {

  private final ClubWithFitness club = new ClubWithFitness();

  @AfterEach
  void close() {
    club.close();
  }

  @ParameterizedTest
  @CsvSource({
    "active, ACTIVE",
    "not_active, ACTIVE",
    "inactive, ACTIVE",
    "frozen, FROZEN",
    "closed, ENDED",
    "ended, ENDED",
    "on_hold, on_hold"
  })
  void trap_aStatusIsOneOfTwoListsOrAnUnknownOneThatRejectsItsRow(String told, String read) {
    Packet packet =
        club.readTickets(
            "{\"ticket_id\": \"t1\", \"type\": \"membership\", \"status\": \"" + told + "\"}");
    assertThat(packet.contracts().getFirst().status()).isEqualTo(read);
  }

  @Test
  void aStatusMayBeTranslatedAsTheClubSays() {
    OnecFitnessSettings settings =
        club.settings(
            TokenWay.LOOKUP, LeadVia.NONE, null, FitnessRoom.KEY, List.of("on_hold=FROZEN"));
    club.onec
        .faults()
        .next(
            "tickets",
            json(
                200,
                "{\"result\": true, \"data\": [{\"ticket_id\": \"t1\", \"type\": \"membership\","
                    + " \"status\": \"on_hold\"}]}"));
    try (ClubSystem own = club.connector.open(settings, MOSCOW)) {
      Packet packet = packet(own.readPerson(club.busyClient().ref(), null));
      assertThat(packet.contracts().getFirst().status()).isEqualTo("FROZEN");
    }
  }

  @Test
  void trap_pricesHaveACurrencyAndPackagesACount() {
    Packet packet =
        club.readTickets(
            """
            {"ticket_id": "t1", "type": "membership", "status": "active", "recurrent": true,
             "active_date": "2026-01-01", "end_date": "2026-02-01",
             "recurrent_details": {"payment_amount": "1 300,50 ₽"}},
            {"ticket_id": "t2", "type": "package", "status": "active", "count": 7},
            {"ticket_id": "t3", "type": "gift", "status": "active"}""");
    Packet.Contract membership = packet.contracts().getFirst();
    assertThat(membership.term()).isEqualTo("RECURRING");
    assertThat(membership.price()).isEqualTo("1300.50");
    assertThat(membership.endsOn()).isEqualTo("2026-02-01");
    assertThat(packet.contracts().get(1).kind()).isEqualTo("PACKAGE");
    assertThat(packet.contracts().get(1).visitsLeft()).isEqualTo("7");
    assertThat(packet.contracts().get(2).kind()).as("rejected by the cell").isEqualTo("gift");
  }

  @Test
  void debtsOfSalesGoToTheRecurringContract() {
    club.onec
        .faults()
        .next(
            "debts",
            json(
                200,
                """
                {"result": true, "data": {"debts": [
                {"id": "s1", "total_amount": 2490.50, "paid_amount": 0},
                {"id": "s2", "total_amount": 1000.10, "paid_amount": 999.9}]}}"""));
    Packet packet =
        club.readTickets(
            """
            {"ticket_id": "t1", "type": "membership", "status": "active"},
            {"ticket_id": "t2", "type": "membership", "status": "active", "recurrent": true},
            {"ticket_id": "t3", "type": "membership", "status": "closed", "recurrent": true}""");
    assertThat(packet.contracts())
        .extracting(Packet.Contract::debt)
        .usingElementComparator(
            (one, other) -> new BigDecimal(one).compareTo(new BigDecimal(other)))
        .containsExactly("0", "2490.70", "0");
  }

  @Test
  void trap_anOlderApiHasNoDebtsAndNoPurchases() {
    club.onec.faults().always("debts", OnecWords.page(404, "Not Found"));
    club.onec.faults().always("purchase_history", OnecWords.page(404, "Not Found"));
    Packet packet = club.read();
    assertThat(packet.contracts()).allMatch(contract -> contract.debt() == null);
    assertThat(packet.payments()).isEmpty();
  }
}
