package ru.fitcrm.hub.config.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;
import ru.fitcrm.hub.sandbox.onec.base.TakenLead;
import ru.fitcrm.hub.sandbox.pbx.NewCall;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/**
 * Call → lead → 1C → client with a contract: one person with the whole history, through a real
 * PBX's socket, a real 1C's web service and the API.
 */
class LeadsWholeWayTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final String CALLED = "+79165550431";
  private static final String OTHER = "+79165550432";

  private final TestClub club = TestClub.make();
  private final ApiCaller admin = club.admin();
  private final SandboxOnec onec = SandboxOnec.start(SandboxOnec.settings().clients(40));
  private final SandboxPbx pbx =
      SandboxPbx.start(SandboxPbx.settings().user("hub", "secret").timestamps(true));
  private long system;

  @AfterEach
  void close() {
    get("connections").path("items").forEach(one -> remove(one.path("id").asLong()));
    pbx.close();
    onec.close();
  }

  @Test
  void aCallersLeadComesBackFrom1cAsAClientWithAContractUnderTheIdItWasGiven() {
    loadFirst();
    wantLeadsAtOnce();
    connectPbx();
    long known = clients();

    JsonNode lead = callFrom(CALLED);
    assertThat(lead.path("kind").asText()).isEqualTo("LEAD");
    TakenLead given = leadIn1c();
    assertThat(given.phone()).isEqualTo(CALLED);
    // Whoever writes it into 1C types another phone: only the id says that it is the same person.
    onec.base().takeIn(given.ref(), "Егорова Мария", OTHER);
    onec.base().sell(given.ref(), LocalDateTime.now(MOSCOW));
    sync("CHANGES");

    JsonNode client = person(OTHER);
    assertThat(client.path("id").asLong()).as("one person").isEqualTo(lead.path("id").asLong());
    assertThat(client.path("kind").asText()).isEqualTo("CLIENT");
    assertThat(client.path("name").asText()).isEqualTo("Егорова Мария");
    assertThat(client.path("phones").findValuesAsText("number")).contains(CALLED, OTHER);
    assertThat(clients()).as("nobody came twice").isEqualTo(known + 1);
    itsWholeHistoryIsThere(client.path("id").asLong(), given);
  }

  @Test
  void aLeadThat1cKeepsApartFromTheClientIsFoundByItsPhone() {
    loadFirst();
    wantLeadsAtOnce();
    connectPbx();

    JsonNode lead = callFrom(CALLED);
    TakenLead given = leadIn1c();
    await().atMost(LONG).until(() -> get("outbox?state=ACCEPTED").path("items").size() == 1);
    String ref = onec.base().addClient("Егорова Мария", CALLED);
    onec.base().sell(ref, LocalDateTime.now(MOSCOW));
    sync("CHANGES");

    JsonNode client = person(CALLED);
    assertThat(client.path("id").asLong()).isEqualTo(lead.path("id").asLong());
    assertThat(client.path("kind").asText()).isEqualTo("CLIENT");
    itsWholeHistoryIsThere(client.path("id").asLong(), given);
  }

  @Test
  void aFirstLoadOfTenYearsMakesNoCardNoMessageAndNoEventButItsEnd() {
    String old = onec.base().addClient("Старый Клиент", "+79165550499");
    for (int year = 10; year >= 0; year--) {
      LocalDateTime then = LocalDateTime.now(MOSCOW).minusYears(year).minusMinutes(5);
      String contract = onec.base().sell(old, then);
      onec.base().failPayment(contract, then);
      onec.base().visit(old, then);
    }
    wantLeadsAtOnce();

    loadFirst();

    long id = person("+79165550499").path("id").asLong();
    assertThat(get("contracts?clientId=" + id).path("items")).hasSize(11);
    assertThat(get("payments?clientId=" + id).path("items")).hasSize(11);
    assertThat(get("visits?clientId=" + id).path("items")).hasSize(11);
    assertThat(get("tasks").path("items")).as("cards").isEmpty();
    assertThat(get("outbox").path("items")).as("messages").isEmpty();
    assertThat(onec.leads()).isEmpty();
    assertThat(eventTypes("events"))
        .isSubsetOf("sync.finished", "connection.up", "connection.down");
  }

  private void itsWholeHistoryIsThere(long id, TakenLead given) {
    JsonNode contract = get("contracts?clientId=" + id).path("items").path(0);
    assertThat(contract.path("status").asText()).isEqualTo("AWAITING_PAYMENT");
    assertThat(get("calls").path("items").findValuesAsText("clientId")).containsOnly("" + id);
    assertThat(get("tasks").path("items").findValuesAsText("clientId")).contains("" + id);
    assertThat(eventTypes("events"))
        .contains("call.ended", "lead.created", "client.created", "contract.created");
    JsonNode sent = get("outbox").path("items").path(0);
    assertThat(sent.path("state").asText()).isEqualTo("ACCEPTED");
    assertThat(sent.path("externalId").asText()).isEqualTo(given.ref());
    assertThat(onec.leads()).as("given once").hasSize(1);
    assertThat(onec.leads().getFirst().times()).isEqualTo(1);
    JsonNode trace = get("trace?phone=" + CALLED.replace("+", "%2B"));
    assertThat(trace.findValuesAsText("kind")).contains("client", "call", "task", "event");
    JsonNode told = get("clients/" + id + "/export");
    assertThat(told.path("contracts")).hasSize(1);
    assertThat(told.path("calls")).hasSize(1);
    assertThat(told.path("sent")).hasSize(1);
  }

  // ---- what happens

  private void loadFirst() {
    system =
        connect(
            """
            {"kind": "onec-soap", "name": "1С", "enabled": true,
             "settings": {"baseUrl": "%s", "username": "Хаб", "password": "пароль", "timeoutSeconds": 10,
                          "follow": {"everyMinutes": 60, "fullEveryDays": 0}}}"""
                .formatted(onec.soapUrl()));
    await().atMost(LONG).until(() -> completed("FULL") == 1 && completed("CHANGES") >= 1);
  }

  private void wantLeadsAtOnce() {
    assertThat(admin.put("clubs/" + club.slug(), "{\"leadsToSystem\": \"AT_ONCE\"}").status())
        .isEqualTo(200);
  }

  private void connectPbx() {
    long unused =
        connect(
            """
            {"kind": "asterisk", "name": "АТС", "enabled": true,
             "settings": {"host": "127.0.0.1", "port": %d, "username": "hub", "password": "secret",
                          "trunks": ["trunk"]}}"""
                .formatted(pbx.port()));
    pbx.awaitSession(LONG);
  }

  private JsonNode callFrom(String phone) {
    pbx.play(
        Recording.named("a_in_answered").asCall(new NewCall(phone, null, null)), Pace.times(4));
    await().atMost(LONG).until(() -> eventTypes("events").contains("call.ended"));
    return person(phone);
  }

  private TakenLead leadIn1c() {
    await().atMost(LONG).until(() -> onec.leads().size() == 1);
    await().atMost(LONG).until(() -> get("outbox?state=ACCEPTED").path("items").size() == 1);
    return onec.leads().getFirst();
  }

  private void sync(String mode) {
    Answer asked =
        admin.post(
            club.path("connections/" + system + "/sync"), "{\"mode\": \"%s\"}".formatted(mode));
    assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
    await()
        .atMost(LONG)
        .until(() -> get("sync-runs/" + asked.id()).path("state").asText().equals("COMPLETED"));
  }

  // ---- what is there

  private long completed(String mode) {
    long found = 0;
    for (JsonNode run : get("sync-runs?connection=" + system).path("items")) {
      boolean done = run.path("state").asText().equals("COMPLETED");
      found += done && run.path("mode").asText().equals(mode) ? 1 : 0;
    }
    return found;
  }

  private JsonNode person(String phone) {
    JsonNode found = get("clients?phone=" + phone.replace("+", "%2B")).path("items");
    assertThat(found).as("people with " + phone).hasSize(1);
    return found.get(0);
  }

  private long clients() {
    return get("clients?limit=500").path("items").size();
  }

  private List<String> eventTypes(String path) {
    return get(path + "?limit=500").path("items").findValuesAsText("type").stream()
        .filter(type -> type.contains("."))
        .toList();
  }

  private long connect(String body) {
    Answer made = admin.post(club.path("connections"), body);
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    return made.id();
  }

  private void remove(long connection) {
    String version = get("connections/" + connection).path("version").asText();
    admin.delete(club.path("connections/" + connection), "If-Match", "\"" + version + "\"");
  }

  private JsonNode get(String path) {
    Answer answer = admin.get(club.path(path));
    assertThat(answer.status()).as(path + ": " + answer.json()).isEqualTo(200);
    return answer.json();
  }
}
