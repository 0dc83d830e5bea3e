package ru.fitcrm.hub.connectors.onec.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.connectors.onec.CallsPerBase;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.LeadVia;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.TokenWay;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Ability;
import ru.fitcrm.hub.core.sync.ClubSystem.Lead;
import ru.fitcrm.hub.core.sync.ClubSystem.LeadSent;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.fitness.FitnessRoom;
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;
import ru.fitcrm.hub.sandbox.onec.front.Query;
import ru.fitcrm.hub.sandbox.onec.front.Request;

/** Every trap of 1C:Fitness's HTTP API that the field has paid for, on a real socket. */
class FitnessTrapsTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final Lead LEAD =
      new Lead(
          "lead-1",
          "+79161234567",
          "Иванова Анна",
          "anna@mail.ru",
          "Сайт",
          "Хочет «йогу» & \"бассейн\"",
          Instant.parse("2026-11-22T09:00:00Z"));

  private SandboxOnec onec;
  private OnecFitnessConnector connector;
  private ClubSystem system;

  @BeforeEach
  void open() {
    onec = SandboxOnec.start(SandboxOnec.settings().today(LocalDate.of(2026, 11, 22)));
    connector = new OnecFitnessConnector(new CallsPerBase());
    system = connector.open(settings(TokenWay.LOOKUP, LeadVia.API), MOSCOW);
  }

  @AfterEach
  void close() {
    system.close();
    onec.close();
  }

  private OnecFitnessSettings settings(TokenWay tokenWay, LeadVia leadVia) {
    String leadUrl =
        switch (leadVia) {
          case WEBHOOK -> onec.leadUrl("Webhook");
          case TILDA -> onec.leadUrl("Tilda");
          case API, NONE -> null;
        };
    return settings(tokenWay, leadVia, leadUrl, FitnessRoom.KEY, List.of());
  }

  private OnecFitnessSettings settings(
      TokenWay tokenWay,
      LeadVia leadVia,
      @Nullable String leadUrl,
      String apiKey,
      List<String> statuses) {
    return new OnecFitnessSettings(
        onec.apiUrl(),
        "Хаб",
        "пароль",
        apiKey,
        null,
        FitnessRoom.SECRET,
        tokenWay,
        leadVia,
        leadUrl,
        statuses,
        5,
        null,
        null);
  }

  /** Of those who have visits and a recurring contract. */
  private Row.Client busyClient() {
    return onec.base().read(Row.Kind.CLIENT, 0, 100).stream()
        .map(Row.Client.class::cast)
        .filter(
            client ->
                onec.base().belongings(client.ref()).stream()
                        .filter(Row.Visit.class::isInstance)
                        .count()
                    > 10)
        .findFirst()
        .orElseThrow();
  }

  private static Packet packet(Reading reading) {
    if (reading instanceof Reading.Page page) {
      return page.packet();
    }
    throw new AssertionError("no page: " + reading);
  }

  private Trouble trouble(Reading reading) {
    return ((Reading.Not) reading).trouble();
  }

  private Packet read() {
    return packet(system.readPerson(busyClient().ref(), null));
  }

  private static Fault json(int status, String body) {
    return new Fault.Instead(Answer.of(status, "application/json; charset=utf-8", body));
  }

  private Packet readTickets(String tickets) {
    onec.faults().next("tickets", json(200, "{\"result\": true, \"data\": [" + tickets + "]}"));
    return read();
  }

  // ---- a person

  @Test
  void aPersonComesWithAllThatIsTheirs() {
    Row.Client client = busyClient();
    Packet packet = read();
    Packet.Client read = packet.clients().getFirst();
    assertThat(read.ref()).isEqualTo(client.ref());
    assertThat(read.name()).isEqualTo(client.name());
    assertThat(read.phones().getFirst()).matches("7\\d{10}");
    assertThat(read.branchRef()).isEqualTo(FitnessRoom.CLUB);
    List<Row> theirs = onec.base().belongings(client.ref());
    assertThat(packet.visits())
        .extracting(Packet.Visit::ref)
        .containsExactlyElementsOf(
            theirs.stream().filter(Row.Visit.class::isInstance).map(Row::ref).toList());
    assertThat(packet.contracts())
        .extracting(Packet.Contract::ref)
        .containsExactlyElementsOf(
            theirs.stream().filter(Row.Contract.class::isInstance).map(Row::ref).toList());
    assertThat(packet.payments()).allMatch(payment -> client.ref().equals(payment.clientRef()));
    assertThat(onec.requests()).allMatch(request -> request.method().equals("GET"));
  }

  @ParameterizedTest
  @EnumSource(TokenWay.class)
  void aPersonIsFoundByPhoneInAnySpelling(TokenWay way) {
    Row.Client client = busyClient();
    String ten = client.phones().getFirst().replaceAll("\\D", "").replaceFirst("^[78](?=9)", "");
    ten = ten.substring(ten.length() - 10);
    try (ClubSystem asked = connector.open(settings(way, LeadVia.NONE), MOSCOW)) {
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
    Row.Client second = (Row.Client) onec.base().read(Row.Kind.CLIENT, 49, 1).getFirst();
    try (ClubSystem signed = connector.open(settings(TokenWay.SIGN, LeadVia.NONE), MOSCOW)) {
      assertThat(trouble(signed.readPerson(second.ref(), null)).code()).isEqualTo("phone-needed");
      assertThat(trouble(signed.readPerson(second.ref(), second.phones().getFirst())).code())
          .isEqualTo("another-person");
    }
  }

  @Test
  void trap_aRefusalComesWithStatus200AndANumber() {
    onec.faults()
        .next(
            "tickets",
            json(
                200,
                "{\"result\": false, \"error\": 4010, \"error_message\": \"Нет Иванова Петра\"}"));
    Trouble trouble = trouble(system.readPerson(busyClient().ref(), null));
    assertThat(trouble.code()).isEqualTo("api-4010");
    assertThat(trouble.kind()).isEqualTo(Kind.REFUSED);
    assertThat(trouble.reason()).contains("4010").doesNotContain("Петра");
  }

  @Test
  void trap_anotherGenerationSaysParametersInsteadOfData() {
    onec.fitness().envelope("Parameters");
    assertThat(read().visits()).hasSizeGreaterThan(10);
  }

  @Test
  void trap_aPageHoldsFewerThanAskedAndTheLastIsEmpty() {
    assertThat(read().visits()).hasSizeGreaterThan(10);
    List<Long> offsets =
        onec.requests("visits_history").stream()
            .map(request -> Query.of(request.query()).number("requested_offset", -1))
            .toList();
    assertThat(offsets).startsWith(0L, 5L, 10L).hasSizeGreaterThan(3);
  }

  @Test
  void trap_aServerThatKnowsNoOffsetIsNotAskedForEver() {
    onec.faults()
        .always(
            "visits_history",
            json(
                200,
                "{\"result\": true, \"data\": [{\"id\": \"v1\", \"start_date\": \"2026-10-06 09:00\"}]}"));
    assertThat(read().visits()).hasSize(1);
    assertThat(onec.requests("visits_history")).hasSize(2);
  }

  @Test
  void trap_timesComeWithoutAZoneAndStaySo() {
    onec.faults()
        .next(
            "visits_history",
            json(200, "{\"result\": true, \"data\": [{\"start_date\": \"2026-10-06 09:00\"}]}"));
    Packet.Visit visit = read().visits().getFirst();
    assertThat(visit.at()).isEqualTo("2026-10-06T09:00:00");
    assertThat(visit.ref()).as("without an id of its own").contains("2026-10-06T09:00:00");
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
        readTickets(
            "{\"ticket_id\": \"t1\", \"type\": \"membership\", \"status\": \"" + told + "\"}");
    assertThat(packet.contracts().getFirst().status()).isEqualTo(read);
  }

  @Test
  void aStatusMayBeTranslatedAsTheClubSays() {
    OnecFitnessSettings settings =
        settings(TokenWay.LOOKUP, LeadVia.NONE, null, FitnessRoom.KEY, List.of("on_hold=FROZEN"));
    onec.faults()
        .next(
            "tickets",
            json(
                200,
                "{\"result\": true, \"data\": [{\"ticket_id\": \"t1\", \"type\": \"membership\","
                    + " \"status\": \"on_hold\"}]}"));
    try (ClubSystem own = connector.open(settings, MOSCOW)) {
      Packet packet = packet(own.readPerson(busyClient().ref(), null));
      assertThat(packet.contracts().getFirst().status()).isEqualTo("FROZEN");
    }
  }

  @Test
  void trap_pricesHaveACurrencyAndPackagesACount() {
    Packet packet =
        readTickets(
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
    onec.faults()
        .next(
            "debts",
            json(
                200,
                """
                {"result": true, "data": {"debts": [
                {"id": "s1", "total_amount": 2490.50, "paid_amount": 0},
                {"id": "s2", "total_amount": 1000.10, "paid_amount": 999.9}]}}"""));
    Packet packet =
        readTickets(
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
    onec.faults().always("debts", OnecWords.page(404, "Not Found"));
    onec.faults().always("purchase_history", OnecWords.page(404, "Not Found"));
    Packet packet = read();
    assertThat(packet.contracts()).allMatch(contract -> contract.debt() == null);
    assertThat(packet.payments()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "tickets", "visits_history", "purchase_history", "debts"})
  void trap_halfOfAPersonIsNoPerson(String broken) {
    onec.faults().always(broken, OnecWords.status(502));
    assertThat(trouble(system.readPerson(busyClient().ref(), null)).code()).isEqualTo("http-502");
  }

  // ---- login and troubles

  @Test
  void trap_aWrongKeyIs401() {
    OnecFitnessSettings wrong =
        settings(TokenWay.LOOKUP, LeadVia.API, null, "another-key", List.of());
    try (ClubSystem other = connector.open(wrong, MOSCOW)) {
      assertThat(trouble(other.readPerson(busyClient().ref(), null)))
          .isEqualTo(new Trouble(Kind.REFUSED, "unauthorized", "HTTP 401"));
      assertThat(((LeadSent.NotSent) other.putLead(LEAD)).trouble().code())
          .isEqualTo("unauthorized");
    }
    assertThat(onec.leads()).isEmpty();
  }

  @Test
  void trap_everyCallHasLoginInUtf8KeyAndTheClientsToken() {
    read();
    assertThat(onec.requests()).allMatch(request -> request.user().equals("Хаб"));
    assertThat(onec.requests())
        .allMatch(request -> FitnessRoom.KEY.equals(request.headers().get("apikey")));
    assertThat(onec.requests().stream().skip(1))
        .allMatch(request -> request.headers().containsKey("usertoken"));
    assertThat(onec.mostAtOnce()).isEqualTo(1);
  }

  @Test
  void trap_troublesOfTheServerAreNamed() {
    String ref = busyClient().ref();
    onec.faults().next(OnecWords.noLicence());
    assertThat(trouble(system.readPerson(ref, null)).code()).isEqualTo("no-free-licence");
    onec.faults().next(OnecWords.page(200, "Шлюз"));
    assertThat(trouble(system.readPerson(ref, null)).code()).isEqualTo("not-onec");
    onec.faults().next(json(200, "{\"status\": \"ok\"}"));
    assertThat(trouble(system.readPerson(ref, null)).code()).isEqualTo("answer-unreadable");
    onec.faults().next(OnecWords.bom());
    assertThat(system.readPerson(ref, null)).isInstanceOf(Reading.Page.class);
    onec.down();
    assertThat(trouble(system.readPerson(ref, null)).code()).isEqualTo("unreachable");
  }

  // ---- leads

  @ParameterizedTest
  @EnumSource(
      value = LeadVia.class,
      names = {"API", "WEBHOOK", "TILDA"})
  void aLeadArrivesByEachWayWithElevenDigits(LeadVia via) {
    try (ClubSystem way = connector.open(settings(TokenWay.LOOKUP, via), MOSCOW)) {
      assertThat(way.putLead(LEAD)).isEqualTo(new LeadSent.Taken(null));
    }
    assertThat(onec.leads()).hasSize(1);
    assertThat(onec.leads().getFirst().phone()).isEqualTo("79161234567");
    assertThat(onec.leads().getFirst().name()).isEqualTo("Иванова Анна");
    assertThat(onec.leads().getFirst().comment()).isEqualTo(LEAD.comment());
  }

  @Test
  void trap_aReceiverIsShownNeitherLoginNorKey() {
    try (ClubSystem way = connector.open(settings(TokenWay.LOOKUP, LeadVia.WEBHOOK), MOSCOW)) {
      way.putLead(LEAD);
    }
    assertThat(onec.requests("Webhook").getFirst().headers())
        .doesNotContainKeys("authorization", "apikey", "usertoken");
  }

  @Test
  void trap_aTildaReceiverTakesAFormOnlyAndAnswersJsonWith502() {
    String tilda = onec.leadUrl("Tilda");
    OnecFitnessSettings mixedUp =
        settings(TokenWay.LOOKUP, LeadVia.WEBHOOK, tilda, FitnessRoom.KEY, List.of());
    try (ClubSystem wrong = connector.open(mixedUp, MOSCOW);
        ClubSystem right = connector.open(settings(TokenWay.LOOKUP, LeadVia.TILDA), MOSCOW)) {
      assertThat(wrong.putLead(LEAD)).isInstanceOf(LeadSent.Unknown.class);
      assertThat(onec.leads()).isEmpty();
      assertThat(right.putLead(LEAD)).isInstanceOf(LeadSent.Taken.class);
      Request form = onec.requests("Tilda").getLast();
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
      int before = onec.leads().size();
      onec.faults().next(operation, fault);
      try (ClubSystem way = connector.open(settings(TokenWay.LOOKUP, via), MOSCOW)) {
        LeadSent sent = way.putLead(LEAD);
        assertThat(sent).isInstanceOf(LeadSent.Unknown.class);
        assertThat(sent.toString()).doesNotContain("9161234567").doesNotContain("5f1c0000");
      }
      assertThat(onec.leads()).hasSize(before + 1);
    }
  }

  @Test
  void anAnswerLostIsKnownWhenThePhoneIsAClientsThere() {
    Row.Client client = busyClient();
    Lead lead =
        new Lead("lead-2", client.phones().getFirst(), "Анна", null, null, null, LEAD.madeAt());
    onec.faults().next("lead", new Fault.Lost());
    assertThat(system.putLead(lead)).isEqualTo(new LeadSent.Taken(client.ref()));
  }

  @Test
  void aLeadRefusedOrNotSentIsSaidSo() {
    Lead odd = new Lead("lead-3", "+375291234567", "Анна", null, null, null, LEAD.madeAt());
    assertThat(system.putLead(odd))
        .isEqualTo(new LeadSent.Refused("api-4003", "Неверный телефон (4003)"));
    onec.faults().next("lead", OnecWords.noLicence());
    assertThat(system.putLead(LEAD)).isInstanceOf(LeadSent.NotSent.class);
    onec.down();
    assertThat(system.putLead(LEAD)).isInstanceOf(LeadSent.NotSent.class);
    assertThat(onec.leads()).isEmpty();
  }

  // ---- what it can do, and its Test

  @Test
  void itReadsPersonsAndGivesLeadsAndNothingElse() {
    assertThat(system.abilities()).containsExactly(Ability.PERSON, Ability.LEADS);
    try (ClubSystem none = connector.open(settings(TokenWay.LOOKUP, LeadVia.NONE), MOSCOW)) {
      assertThat(none.abilities()).containsExactly(Ability.PERSON);
      assertThatThrownBy(() -> none.putLead(LEAD))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    assertThatThrownBy(() -> system.read(Mode.FULL, null))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void testShowsTheClubsAndNamesAnUnknownOne() {
    TestReport report = connector.test(settings(TokenWay.LOOKUP, LeadVia.API));
    assertThat(report.ok()).isTrue();
    assertThat(report.steps()).extracting(Step::name).containsExactly("reach", "login", "clubs");
    assertThat(report.steps().getLast().answer()).contains("Фитнес-клуб", FitnessRoom.CLUB);
    onec.faults().next(OnecWords.unauthorized());
    assertThat(connector.test(settings(TokenWay.LOOKUP, LeadVia.API)).steps().getLast())
        .isEqualTo(new Step("login", false, "HTTP 401", "onec.unauthorized"));
  }
}
