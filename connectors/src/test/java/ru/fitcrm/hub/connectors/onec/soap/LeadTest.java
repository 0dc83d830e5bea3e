package ru.fitcrm.hub.connectors.onec.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Lead;
import ru.fitcrm.hub.core.sync.ClubSystem.LeadSent;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;
import ru.fitcrm.hub.sandbox.onec.base.TakenLead;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;

class LeadTest {

  private static final Lead LEAD = ClubWithOnec.lead("lead-1");

  private ClubWithOnec club;

  @BeforeEach
  void open() {
    club = ClubWithOnec.open();
  }

  @AfterEach
  void close() {
    club.close();
  }

  private String refThere() {
    assertThat(club.onec.leads()).hasSize(1);
    return club.onec.leads().getFirst().ref();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "1.2"})
  void aLeadGivenTwiceIsOne(String version) {
    try (ClubSystem system =
        club.connector.open(club.settings(version, 10, 5, null), ClubWithOnec.MOSCOW)) {
      LeadSent first = system.putLead(LEAD);
      LeadSent second = system.putLead(LEAD);
      assertThat(first).isEqualTo(new LeadSent.Taken(refThere())).isEqualTo(second);
      TakenLead there = club.onec.leads().getFirst();
      assertThat(there.phone()).isEqualTo("+79161234567");
      assertThat(there.name()).isEqualTo("Иванова Анна");
      assertThat(club.onec.requests("PutLead").getFirst().body()).contains("2026-11-22T12:00:00<");
    }
  }

  @Test
  void aLeadCanBeLookedFor() {
    assertThat(club.system.findLead(LEAD)).isEqualTo(new LeadSent.Missing());
    club.system.putLead(LEAD);
    assertThat(club.system.findLead(LEAD)).isEqualTo(new LeadSent.Taken(refThere()));
  }

  @Test
  void aLeadThe1cWillNotHaveIsRefusedInItsWordsWithoutThePerson() {
    Lead noPhone = new Lead("lead-2", " ", "Иванова Анна", null, null, null, ClubWithOnec.NOON);
    assertThat(club.system.putLead(noPhone))
        .isEqualTo(new LeadSent.Refused("refused", "Не указан телефон заявки."));
    club.onec.faults().next("PutLead", OnecWords.soapFault("Клиент Иванова Анна уже есть"));
    assertThat(club.system.putLead(LEAD))
        .isEqualTo(new LeadSent.Refused("fault", "Клиент *** уже есть"));
  }

  @Test
  void anAnswerLostAfterTheLeadWasStoredIsFoundByLooking() {
    club.onec.faults().next("PutLead", new Fault.Lost());
    assertThat(club.system.putLead(LEAD)).isEqualTo(new LeadSent.Taken(refThere()));
    assertThat(club.onec.leads().getFirst().times()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 504})
  void aGatewaysErrorAfterTheLeadWasStoredIsFoundByLooking(int status) {
    Fault.Instead page = (Fault.Instead) OnecWords.page(status, "Gateway");
    club.onec.faults().next("PutLead", new Fault.DoneBut(page.answer()));
    assertThat(club.system.putLead(LEAD)).isEqualTo(new LeadSent.Taken(refThere()));
  }

  @Test
  void aFaultAfterTheLeadWasStoredIsFoundByLooking() {
    Fault.Instead fault = (Fault.Instead) OnecWords.soapFault("Ошибка после записи");
    club.onec.faults().next("PutLead", new Fault.DoneBut(fault.answer()));
    assertThat(club.system.putLead(LEAD)).isEqualTo(new LeadSent.Taken(refThere()));
  }

  @Test
  void aConflictOfLocksIsLookedAtAndThenGivenAgain() {
    Fault conflict = OnecWords.soapFault("Конфликт блокировок при выполнении транзакции");
    club.onec.faults().next("PutLead", conflict);
    LeadSent sent = club.system.putLead(LEAD);
    assertThat(((LeadSent.NotSent) sent).trouble().kind()).isEqualTo(Kind.BUSY);
    assertThat(club.onec.requests("FindLead")).hasSize(1);
  }

  @Test
  void anAnswerTooLateIsUnknownWhileThe1cCannotBeAsked() {
    club.onec.faults().next("PutLead", new Fault.Late(Duration.ofSeconds(30)));
    club.onec.faults().next("FindLead", OnecWords.status(502));
    try (ClubSystem hasty = club.hasty()) {
      assertThat(hasty.putLead(LEAD)).isInstanceOf(LeadSent.Unknown.class);
      assertThat(club.system.findLead(LEAD)).isEqualTo(new LeadSent.Taken(refThere()));
    }
  }

  @Test
  void aLeadLostOnItsWayIsUnknownAndThenMissing() {
    club.onec.faults().next("PutLead", OnecWords.status(502));
    assertThat(club.system.putLead(LEAD)).isInstanceOf(LeadSent.Unknown.class);
    assertThat(club.system.findLead(LEAD)).isEqualTo(new LeadSent.Missing());
  }

  @Test
  void aLeadThatCannotHaveArrivedIsNotSent() {
    for (Fault fault :
        new Fault[] {
          OnecWords.unauthorized(),
          OnecWords.noLicence(),
          OnecWords.technicalWorks(500),
          OnecWords.status(503),
          OnecWords.page(404, "Not Found")
        }) {
      club.onec.faults().next("PutLead", fault);
      assertThat(club.system.putLead(LEAD)).isInstanceOf(LeadSent.NotSent.class);
    }
    assertThat(club.onec.requests("FindLead")).isEmpty();
    club.onec.down();
    LeadSent sent = club.system.putLead(LEAD);
    assertThat(((LeadSent.NotSent) sent).trouble().kind()).isEqualTo(Kind.DOWN);
    assertThat(club.onec.leads()).isEmpty();
  }

  @Test
  void anAnswerOfAnotherContractIsUnknown() {
    club.onec.faults().next("PutLead", OnecWords.rewritten("hub-exchange/1.0", "other/1.0"));
    club.onec.faults().next("FindLead", OnecWords.status(502));
    assertThat(club.system.putLead(LEAD)).isInstanceOf(LeadSent.Unknown.class);
  }
}
