package ru.fitcrm.hub.connectors.onec.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.MOSCOW;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.json;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.packet;
import static ru.fitcrm.hub.connectors.onec.fitness.ClubWithFitness.trouble;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.LeadVia;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.TokenWay;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.fitness.FitnessRoom;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;
import ru.fitcrm.hub.sandbox.onec.front.Query;

/** A person as 1C:Fitness tells of them, and every trap of it the field has paid for. */
class PersonTest {

  private final ClubWithFitness club = new ClubWithFitness();

  @AfterEach
  void close() {
    club.close();
  }

  @Test
  void aPersonComesWithAllThatIsTheirs() {
    Row.Client client = club.busyClient();
    Packet packet = club.read();
    Packet.Client read = packet.clients().getFirst();
    assertThat(read.ref()).isEqualTo(client.ref());
    assertThat(read.name()).isEqualTo(client.name());
    assertThat(read.phones().getFirst()).matches("7\\d{10}");
    assertThat(read.branchRef()).isEqualTo(FitnessRoom.CLUB);
    List<Row> theirs = club.onec.base().belongings(client.ref());
    assertThat(packet.visits())
        .extracting(Packet.Visit::ref)
        .containsExactlyElementsOf(
            theirs.stream().filter(Row.Visit.class::isInstance).map(Row::ref).toList());
    assertThat(packet.contracts())
        .extracting(Packet.Contract::ref)
        .containsExactlyElementsOf(
            theirs.stream().filter(Row.Contract.class::isInstance).map(Row::ref).toList());
    assertThat(packet.payments()).allMatch(payment -> client.ref().equals(payment.clientRef()));
    assertThat(club.onec.requests()).allMatch(request -> request.method().equals("GET"));
  }

  @ParameterizedTest
  @EnumSource(TokenWay.class)
  void aPersonIsFoundByPhoneInAnySpelling(TokenWay way) {
    Row.Client client = club.busyClient();
    String ten = client.phones().getFirst().replaceAll("\\D", "").replaceFirst("^[78](?=9)", "");
    ten = ten.substring(ten.length() - 10);
    try (ClubSystem asked = club.connector.open(club.settings(way, LeadVia.NONE), MOSCOW)) {
      for (String phone : List.of("+7" + ten, "8" + ten, ten, "7" + ten)) {
        Packet packet = packet(asked.readPerson(null, phone));
        assertThat(packet.clients().getFirst().ref()).isEqualTo(client.ref());
      }
      assertThat(asked.readPerson(null, "+79000000001")).isInstanceOf(Reading.Nobody.class);
    }
  }

  @Test
  void trap_theTokenIsAskedForWithASignOfPhoneAndSecret() {
    assertThat(GetToken.sign("79991234567", "s"))
        .isEqualTo("6da1890fbeb414d59d44a14c6c234ab8ddac99327c1f9ddc180278d317cff99e");
  }

  @Test
  void trap_bySignThePhoneIsNeededAndAnotherPersonOfTheFamilyIsNotTaken() {
    Row.Client second = (Row.Client) club.onec.base().read(Row.Kind.CLIENT, 49, 1).getFirst();
    try (ClubSystem signed =
        club.connector.open(club.settings(TokenWay.SIGN, LeadVia.NONE), MOSCOW)) {
      assertThat(trouble(signed.readPerson(second.ref(), null)).code()).isEqualTo("phone-needed");
      assertThat(trouble(signed.readPerson(second.ref(), second.phones().getFirst())).code())
          .isEqualTo("another-person");
    }
  }

  @Test
  void trap_aRefusalComesWithStatus200AndANumber() {
    club.onec
        .faults()
        .next(
            "tickets",
            json(
                200,
                "{\"result\": false, \"error\": 4010, \"error_message\": \"Нет Иванова Петра\"}"));
    Trouble trouble = trouble(club.system.readPerson(club.busyClient().ref(), null));
    assertThat(trouble.code()).isEqualTo("api-4010");
    assertThat(trouble.kind()).isEqualTo(Kind.REFUSED);
    assertThat(trouble.reason()).contains("4010").doesNotContain("Петра");
  }

  @Test
  void trap_anotherGenerationSaysParametersInsteadOfData() {
    club.onec.fitness().envelope("Parameters");
    assertThat(club.read().visits()).hasSizeGreaterThan(10);
  }

  @Test
  void trap_aPageHoldsFewerThanAskedAndTheLastIsEmpty() {
    assertThat(club.read().visits()).hasSizeGreaterThan(10);
    List<Long> offsets =
        club.onec.requests("visits_history").stream()
            .map(request -> Query.of(request.query()).number("requested_offset", -1))
            .toList();
    assertThat(offsets).startsWith(0L, 5L, 10L).hasSizeGreaterThan(3);
  }

  @Test
  void trap_aServerThatKnowsNoOffsetIsNotAskedForEver() {
    club.onec
        .faults()
        .always(
            "visits_history",
            json(
                200,
                "{\"result\": true, \"data\": [{\"id\": \"v1\", \"start_date\": \"2026-10-06 09:00\"}]}"));
    assertThat(club.read().visits()).hasSize(1);
    assertThat(club.onec.requests("visits_history")).hasSize(2);
  }

  @Test
  void trap_timesComeWithoutAZoneAndStaySo() {
    club.onec
        .faults()
        .next(
            "visits_history",
            json(200, "{\"result\": true, \"data\": [{\"start_date\": \"2026-10-06 09:00\"}]}"));
    Packet.Visit visit = club.read().visits().getFirst();
    assertThat(visit.at()).isEqualTo("2026-10-06T09:00:00");
    assertThat(visit.ref()).as("without an id of its own").contains("2026-10-06T09:00:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "tickets", "visits_history", "purchase_history", "debts"})
  void trap_halfOfAPersonIsNoPerson(String broken) {
    club.onec.faults().always(broken, OnecWords.status(502));
    assertThat(trouble(club.system.readPerson(club.busyClient().ref(), null)).code())
        .isEqualTo("http-502");
  }
}
