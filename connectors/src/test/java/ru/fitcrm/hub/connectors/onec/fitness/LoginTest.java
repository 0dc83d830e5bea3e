package ru.fitcrm.hub.connectors.onec.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.LEAD;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.MOSCOW;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.json;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.trouble;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.LeadVia;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.TokenWay;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Ability;
import ru.fitcrm.hub.core.sync.ClubSystem.LeadSent;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;
import ru.fitcrm.hub.sandbox.onec.fitness.FitnessRoom;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;

/** Login, the troubles of the server, what it can do, and its Test. */
class LoginTest {

  private final ClubWithFitness club = new ClubWithFitness();

  @AfterEach
  void close() {
    club.close();
  }

  @Test
  void trap_aWrongKeyIs401() {
    OnecFitnessSettings wrong =
        club.settings(TokenWay.LOOKUP, LeadVia.API, null, "another-key", List.of());
    try (ClubSystem other = club.connector.open(wrong, MOSCOW)) {
      assertThat(trouble(other.readPerson(club.busyClient().ref(), null)))
          .isEqualTo(new Trouble(Kind.REFUSED, "unauthorized", "HTTP 401"));
      assertThat(((LeadSent.NotSent) other.putLead(LEAD)).trouble().code())
          .isEqualTo("unauthorized");
    }
    assertThat(club.onec.leads()).isEmpty();
  }

  @Test
  void trap_everyCallHasLoginInUtf8KeyAndTheClientsToken() {
    club.read();
    assertThat(club.onec.requests()).allMatch(request -> request.user().equals("Хаб"));
    assertThat(club.onec.requests())
        .allMatch(request -> FitnessRoom.KEY.equals(request.headers().get("apikey")));
    assertThat(club.onec.requests().stream().skip(1))
        .allMatch(request -> request.headers().containsKey("usertoken"));
    assertThat(club.onec.mostAtOnce()).isEqualTo(1);
  }

  @Test
  void trap_troublesOfTheServerAreNamed() {
    String ref = club.busyClient().ref();
    club.onec.faults().next(OnecWords.noLicence());
    assertThat(trouble(club.system.readPerson(ref, null)).code()).isEqualTo("no-free-licence");
    club.onec.faults().next(OnecWords.page(200, "Шлюз"));
    assertThat(trouble(club.system.readPerson(ref, null)).code()).isEqualTo("not-onec");
    club.onec.faults().next(json(200, "{\"status\": \"ok\"}"));
    assertThat(trouble(club.system.readPerson(ref, null)).code()).isEqualTo("answer-unreadable");
    club.onec.faults().next(OnecWords.bom());
    assertThat(club.system.readPerson(ref, null)).isInstanceOf(Reading.Page.class);
    club.onec.down();
    assertThat(trouble(club.system.readPerson(ref, null)).code()).isEqualTo("unreachable");
  }

  @Test
  void itReadsPersonsAndGivesLeadsAndNothingElse() {
    assertThat(club.system.abilities()).containsExactly(Ability.PERSON, Ability.LEADS);
    try (ClubSystem none =
        club.connector.open(club.settings(TokenWay.LOOKUP, LeadVia.NONE), MOSCOW)) {
      assertThat(none.abilities()).containsExactly(Ability.PERSON);
      assertThatThrownBy(() -> none.putLead(LEAD))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    assertThatThrownBy(() -> club.system.read(Mode.FULL, null))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void testShowsTheClubsAndNamesAnUnknownOne() {
    TestReport report = club.connector.test(club.settings(TokenWay.LOOKUP, LeadVia.API));
    assertThat(report.ok()).isTrue();
    assertThat(report.steps()).extracting(Step::name).containsExactly("reach", "login", "clubs");
    assertThat(report.steps().getLast().answer()).contains("Фитнес-клуб", FitnessRoom.CLUB);
    club.onec.faults().next(OnecWords.unauthorized());
    assertThat(club.connector.test(club.settings(TokenWay.LOOKUP, LeadVia.API)).steps().getLast())
        .isEqualTo(new Step("login", false, "HTTP 401", "onec.unauthorized"));
  }
}
