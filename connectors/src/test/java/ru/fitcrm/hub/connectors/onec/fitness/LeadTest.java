package ru.fitcrm.hub.connectors.onec.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.LEAD;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.MOSCOW;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.LeadVia;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.TokenWay;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Lead;
import ru.fitcrm.hub.core.sync.ClubSystem.LeadSent;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.fitness.FitnessRoom;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;
import ru.fitcrm.hub.sandbox.onec.front.Query;
import ru.fitcrm.hub.sandbox.onec.front.Request;

/** A lead on its way into 1C:Fitness, and every trap of it the field has paid for. */
class LeadTest {

  private final ClubWithFitness club = new ClubWithFitness();

  @AfterEach
  void close() {
    club.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = LeadVia.class,
      names = {"API", "WEBHOOK", "TILDA"})
  void aLeadArrivesByEachWayWithElevenDigits(LeadVia via) {
    try (ClubSystem way = club.connector.open(club.settings(TokenWay.LOOKUP, via), MOSCOW)) {
      assertThat(way.putLead(LEAD)).isEqualTo(new LeadSent.Taken(null));
    }
    assertThat(club.onec.leads()).hasSize(1);
    assertThat(club.onec.leads().getFirst().phone()).isEqualTo("79161234567");
    assertThat(club.onec.leads().getFirst().name()).isEqualTo("Иванова Анна");
    assertThat(club.onec.leads().getFirst().comment()).isEqualTo(LEAD.comment());
  }

  @Test
  void trap_aReceiverIsShownNeitherLoginNorKey() {
    try (ClubSystem way =
        club.connector.open(club.settings(TokenWay.LOOKUP, LeadVia.WEBHOOK), MOSCOW)) {
      way.putLead(LEAD);
    }
    assertThat(club.onec.requests("Webhook").getFirst().headers())
        .doesNotContainKeys("authorization", "apikey", "usertoken");
  }

  @Test
  void trap_aTildaReceiverTakesAFormOnlyAndAnswersJsonWith502() {
    String tilda = club.onec.leadUrl("Tilda");
    OnecFitnessSettings mixedUp =
        club.settings(TokenWay.LOOKUP, LeadVia.WEBHOOK, tilda, FitnessRoom.KEY, List.of());
    try (ClubSystem wrong = club.connector.open(mixedUp, MOSCOW);
        ClubSystem right =
            club.connector.open(club.settings(TokenWay.LOOKUP, LeadVia.TILDA), MOSCOW)) {
      assertThat(wrong.putLead(LEAD)).isInstanceOf(LeadSent.Unknown.class);
      assertThat(club.onec.leads()).isEmpty();
      assertThat(right.putLead(LEAD)).isInstanceOf(LeadSent.Taken.class);
      Request form = club.onec.requests("Tilda").getLast();
      assertThat(Query.of(form.body()).text("tranid")).isEqualTo("lead-1");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = LeadVia.class,
      names = {"API", "WEBHOOK", "TILDA"})
  void trap_anAnswerLostIsUnknownAndTheLeadIsSentOnce(LeadVia via) {
    String operation = via == LeadVia.API ? "lead" : via == LeadVia.WEBHOOK ? "Webhook" : "Tilda";
    for (Fault fault :
        new Fault[] {
          new Fault.Lost(),
          new Fault.DoneBut(((Fault.Instead) OnecWords.page(502, "Шлюз")).answer()),
          new Fault.DoneBut(((Fault.Instead) OnecWords.page(200, "Шлюз")).answer())
        }) {
      int before = club.onec.leads().size();
      club.onec.faults().next(operation, fault);
      try (ClubSystem way = club.connector.open(club.settings(TokenWay.LOOKUP, via), MOSCOW)) {
        LeadSent sent = way.putLead(LEAD);
        assertThat(sent).isInstanceOf(LeadSent.Unknown.class);
        assertThat(sent.toString()).doesNotContain("9161234567").doesNotContain("5f1c0000");
      }
      assertThat(club.onec.leads()).hasSize(before + 1);
    }
  }

  @Test
  void anAnswerLostIsKnownWhenThePhoneIsAClientsThere() {
    Row.Client client = club.busyClient();
    Lead lead =
        new Lead("lead-2", client.phones().getFirst(), "Анна", null, null, null, LEAD.madeAt());
    club.onec.faults().next("lead", new Fault.Lost());
    assertThat(club.system.putLead(lead)).isEqualTo(new LeadSent.Taken(client.ref()));
  }

  @Test
  void aLeadRefusedOrNotSentIsSaidSo() {
    Lead odd = new Lead("lead-3", "+375291234567", "Анна", null, null, null, LEAD.madeAt());
    assertThat(club.system.putLead(odd))
        .isEqualTo(new LeadSent.Refused("api-4003", "Неверный телефон (4003)"));
    club.onec.faults().next("lead", OnecWords.noLicence());
    assertThat(club.system.putLead(LEAD)).isInstanceOf(LeadSent.NotSent.class);
    club.onec.down();
    assertThat(club.system.putLead(LEAD)).isInstanceOf(LeadSent.NotSent.class);
    assertThat(club.onec.leads()).isEmpty();
  }
}
