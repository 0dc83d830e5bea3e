package ru.fitcrm.hub.config.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestCalls;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.sync.LeadSending;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.onec.base.TakenLead;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;

/** From a lead the hub made to the 1C of the club, once, whatever happens on the way. */
class LeadsToOnecTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final AtomicLong NUMBERS = new AtomicLong(9_165_000_000L);

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final SandboxOnec onec = SandboxOnec.start(SandboxOnec.settings());
  private final String phone = "+7" + NUMBERS.incrementAndGet();

  @AfterEach
  void close() {
    admin.delete(club.path("connections/" + connection));
    onec.close();
  }

  private final long connection = connect();

  @Test
  void aMissedCallBecomesALeadAndIsIn1cOnceItIsSorted() {
    TestCalls.in(club.hub(), club.clubId(), club.slug(), null).missed(phone, Instant.now());
    JsonNode card = cards().get(0);
    assertThat(card.path("column").asText()).isEqualTo("UNSORTED");
    assertThat(outbox()).as("an unsorted lead stays here").isEmpty();

    sort(card);

    TakenLead there = theLeadThere();
    assertThat(there.phone()).isEqualTo(phone);
    assertThat(there.times()).isEqualTo(1);
    JsonNode message = awaitState("ACCEPTED");
    assertThat(message.path("externalId").asText()).isEqualTo(there.ref());
    assertThat(message.path("kind").asText()).isEqualTo("lead");
    sort(cards().get(0));
    assertThat(outbox()).as("a lead is put once for its life").hasSize(1);
  }

  @Test
  void aLeadIsThereAtOnceWhereTheClubWantsItSo() {
    Answer set = leadsToSystem("AT_ONCE");
    assertThat(set.text("leadsToSystem")).isEqualTo("AT_ONCE");
    addLead("Анна");
    assertThat(theLeadThere().name()).isEqualTo("Анна");
  }

  @Test
  void whereTheClubGivesNoLeadsNoneIsPut() {
    leadsToSystem("NEVER");
    sortedLead();
    assertThat(outbox()).isEmpty();
  }

  @Test
  void aSwitchedOffConnectionGetsNoLeads() {
    admin.put(club.path("connections/" + connection), settings(false));
    leadsToSystem("AT_ONCE");
    addLead("Анна");
    assertThat(outbox()).isEmpty();
  }

  @Test
  void whatIsHistoryBringsNoLeadTo1c() {
    leadsToSystem("AT_ONCE");
    TestCalls calls = TestCalls.in(club.hub(), club.clubId(), club.slug(), null);
    calls.missed(phone, Instant.now().minus(Duration.ofDays(3)));
    assertThat(outbox()).isEmpty();
  }

  @Test
  void aLeadWaitsFor1cThatWasDownForADayAndIsThereOnce() {
    onec.down();
    sortedLead();
    await().atMost(SOON).until(() -> attempts().contains("CONNECTION_DOWN"));
    aDayPasses();
    await().atMost(SOON).until(() -> attempts().size() >= 2);
    assertThat(outbox().get(0).path("state").asText()).isIn("WAITING", "CLAIMED");
    assertThat(outbox().get(0).path("attemptsMade").asInt()).isLessThanOrEqualTo(1);

    onec.up();
    probeNow();

    awaitState("ACCEPTED");
    assertThat(theLeadThere().times()).isEqualTo(1);
  }

  @Test
  void anAnswerLostAfterTheLeadWasStoredMakesNoSecondOne() {
    onec.faults().next("PutLead", new Fault.Lost());
    sortedLead();
    JsonNode message = awaitState("ACCEPTED");
    assertThat(theLeadThere().times()).isEqualTo(1);
    assertThat(message.path("externalId").asText()).isEqualTo(theLeadThere().ref());
  }

  @Test
  void whatMayBeThereAndCannotBeAskedForIsUnknownUntilAPersonRepeatsIt() {
    onec.faults().next("PutLead", new Fault.Lost());
    onec.faults().always("FindLead", OnecWords.status(502));
    long lead = sortedLead();
    JsonNode message = awaitState("UNKNOWN");
    assertThat(message.path("reason").asText()).contains("Look for the lead");
    assertThat(way(lead).isRepeatable()).isTrue();
    onec.faults().clear();

    Answer again = admin.post(club.path("outbox/" + message.path("id").asLong() + "/replay"), "");

    assertThat(again.status()).isEqualTo(200);
    awaitState("ACCEPTED");
    assertThat(theLeadThere().times()).as("it was found, not given again").isEqualTo(1);
    assertThat(way(lead).state()).isEqualTo(LeadSending.State.GIVEN);
  }

  @Test
  void aLeadWhoseSenderDiedIsLookedForBeforeItIsGivenAgain() {
    sortedLead();
    awaitState("ACCEPTED");
    // As a node leaves it that died after 1C had stored the lead.
    change(
        """
        update outbox_message set state = 'CLAIMED', claimed_by = 0, claimed_until = now() - interval '1 s',
               settled_at = null, external_id = null""");
    JsonNode message = awaitState("ACCEPTED");
    assertThat(message.path("externalId").asText()).isEqualTo(theLeadThere().ref());
    assertThat(theLeadThere().times()).isEqualTo(1);
  }

  @Test
  void what1cIsGivenIsReadWhenItIsGiven() {
    admin.post(club.path("connections/" + connection + "/hold"), "");
    long lead = sortedLead();
    admin.patch(club.path("clients/" + lead), "{\"name\": \"Анна Серова\"}");
    JsonNode card = cards().get(0);
    admin.patch(club.path("tasks/" + card.path("id").asLong()), "{\"comment\": \"Хочет на йогу\"}");
    admin.post(club.path("connections/" + connection + "/release"), "");
    assertThat(theLeadThere().name()).isEqualTo("Анна Серова");
    assertThat(theLeadThere().comment()).contains("Хочет на йогу");
  }

  @Test
  void aLeadThatBecameAClientMeanwhileIsNotGiven() {
    admin.post(club.path("connections/" + connection + "/hold"), "");
    long lead = sortedLead();
    change("update client set kind = 'CLIENT'");
    admin.post(club.path("connections/" + connection + "/release"), "");
    assertThat(awaitState("REJECTED").path("code").asText()).isEqualTo("already-client");
    assertThat(way(lead).state()).isEqualTo(LeadSending.State.WITHDRAWN);
    assertThat(onec.requests("PutLead")).isEmpty();
    assertThat(onec.requests("FindLead")).isEmpty();
  }

  @Test
  void aLeadThe1cRefusesSaysWhyAndIsGivenAgainByAPerson() {
    onec.faults().next("PutLead", OnecWords.soapFault("Заявки сегодня не принимаем"));
    long lead = sortedLead();
    assertThat(awaitState("REJECTED").path("reason").asText())
        .contains("Заявки сегодня не принимаем");
    again(lead);
    awaitState("ACCEPTED");
    assertThat(theLeadThere().times()).isEqualTo(1);
  }

  @Test
  void aLeadOfARemovedConnectionGoesTheWayThatIsThereNow() {
    onec.faults().next("PutLead", OnecWords.soapFault("Заявки сегодня не принимаем"));
    long lead = sortedLead();
    awaitState("REJECTED");
    admin.delete(club.path("connections/" + connection));
    long other = connect();
    again(lead);
    assertThat(awaitState("ACCEPTED").path("connectionId").asLong()).isEqualTo(other);
  }

  @Test
  void aLeadThatWaitsForARemovedConnectionSaysSoAndMayBeGivenAgain() {
    admin.post(club.path("connections/" + connection + "/hold"), "");
    long lead = sortedLead();
    admin.delete(club.path("connections/" + connection));
    assertThat(awaitState("REJECTED").path("code").asText()).isEqualTo("connection-gone");
    assertThat(way(lead).isRepeatable()).isTrue();
  }

  // ---- the club

  private long connect() {
    Answer made = admin.post(club.path("connections"), settings(true));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made.id();
  }

  private String settings(boolean enabled) {
    return """
        {"kind": "onec-soap", "name": "1С", "enabled": %s,
         "settings": {"baseUrl": "%s", "username": "Хаб", "password": "пароль", "timeoutSeconds": 5}}"""
        .formatted(enabled, onec.soapUrl());
  }

  private Answer leadsToSystem(String when) {
    return admin.put("clubs/" + club.slug(), "{\"leadsToSystem\": \"%s\"}".formatted(when));
  }

  private long addLead(String name) {
    Answer made =
        admin.post(
            club.path("clients"),
            "{\"name\": \"%s\", \"phones\": [{\"number\": \"%s\"}]}".formatted(name, phone));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made.id();
  }

  /** A lead with a card that has a status; its id. */
  private long sortedLead() {
    long lead = addLead("Анна");
    Answer card =
        admin.post(
            club.path("tasks"), "{\"clientId\": %d, \"reason\": \"Заявка\"}".formatted(lead));
    assertThat(card.status()).as(card.json().toString()).isEqualTo(201);
    assertThat(outbox()).isEmpty();
    sort(card.json());
    return lead;
  }

  private void sort(JsonNode card) {
    String status = admin.get(club.path("task-statuses")).text("items.0.id");
    Answer sorted =
        admin.patch(
            club.path("tasks/" + card.path("id").asLong()),
            "{\"status\": \"%s\"}".formatted(status));
    assertThat(sorted.status()).as(sorted.json().toString()).isEqualTo(200);
  }

  private JsonNode cards() {
    return admin.get(club.path("tasks")).json().path("items");
  }

  private JsonNode outbox() {
    return admin.get(club.path("outbox")).json().path("items");
  }

  private List<String> attempts() {
    JsonNode messages = outbox();
    return messages.isEmpty()
        ? List.of()
        : messages.get(0).path("attempts").findValuesAsText("outcome");
  }

  private JsonNode awaitState(String state) {
    await().atMost(SOON).until(() -> outbox().path(0).path("state").asText().equals(state));
    return outbox().get(0);
  }

  private TakenLead theLeadThere() {
    await().atMost(SOON).until(() -> !onec.leads().isEmpty());
    assertThat(onec.leads()).hasSize(1);
    return onec.leads().getFirst();
  }

  private LeadSending.Way way(long lead) {
    return inClub(() -> club.hub().get(LeadSending.class).of(lead).orElseThrow());
  }

  private void again(long lead) {
    LeadSending.Way unused = inClub(() -> club.hub().get(LeadSending.class).again(lead, "Ольга"));
  }

  private <T> T inClub(java.util.function.Supplier<T> work) {
    return club.hub().get(ClubGate.class).inClub(club.clubId(), work);
  }

  // ---- time

  private void change(String sql) {
    int unused = inClub(() -> club.hub().get(JdbcClient.class).sql(sql).update());
  }

  private void aDayPasses() {
    change(
        """
        update outbox_message set created_at = created_at - interval '1 day',
               good_until = good_until - interval '1 day', next_at = next_at - interval '1 day'""");
    probeNow();
  }

  private void probeNow() {
    change("update connection_health set probe_at = now() where probe_at is not null");
  }
}
