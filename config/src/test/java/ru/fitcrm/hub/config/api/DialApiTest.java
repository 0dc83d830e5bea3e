package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.TestClub;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.sandbox.pbx.ClickOutcome;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** From the request to the end of the call, through the whole hub and a PBX's socket. */
class DialApiTest {

  private static final Duration LONG = Duration.ofSeconds(40);
  private static final String PHONE = "+79165550211";

  private final TestClub club = TestClub.make();
  private final SandboxPbx pbx =
      SandboxPbx.start(
          SandboxPbx.settings()
              .user("hub", "secret")
              .phone("103", "Вера")
              .clickPace(Pace.times(4)));
  private long employee;

  @BeforeEach
  void hireSomebody() {
    employee = post("employees", "{\"name\": \"Анна\", \"extension\": \"101\"}").id();
  }

  @AfterEach
  void endPbx() {
    pbx.close();
  }

  @Test
  void aClientIsCalledForAnEmployeeAndTheAnswerFollowsTheCallToItsEnd() {
    connect("");
    long client =
        post("clients", "{\"name\": \"Ольга\", \"phones\": [\"%s\"]}".formatted(PHONE)).id();

    Answer asked = call("\"employeeId\": " + employee);
    assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
    assertThat(asked.header("Location")).endsWith("/calls/" + asked.id());
    assertThat(asked.text("result")).isEqualTo("RINGING");
    assertThat(asked.text("direction")).isEqualTo("OUTGOING");
    assertThat(asked.text("phone")).isEqualTo(PHONE);
    assertThat(asked.json().path("clientId").asLong()).isEqualTo(client);

    JsonNode call = ended(asked.id());
    assertThat(call.path("result").asText()).isEqualTo("ANSWERED");
    assertThat(call.path("linkedId").asText()).startsWith("hub-call-");
    assertThat(call.path("answeredBy").get(0).asText()).isEqualTo("101");
    assertThat(call.path("talkSeconds").asDouble()).isPositive();
    assertThat(get("calls").path("items")).as("one row for the whole call").hasSize(1);
    assertThat(eventsOf(asked.id())).containsExactly("call.ringing", "call.answered", "call.ended");

    JsonNode sent = get("outbox?phone=" + PHONE.substring(1)).path("items").get(0);
    assertThat(sent.path("state").asText()).isEqualTo("ACCEPTED");
    assertThat(sent.path("kind").asText()).isEqualTo("dial");
    JsonNode attempt = get("outbox/" + sent.path("id").asLong()).path("attempts").path(0);
    assertThat(attempt.path("outcome").asText()).isEqualTo("ACCEPTED");
  }

  @Test
  void anEmployeeWhoDoesNotAnswerAndABusyClientAreTold() {
    connect("");
    pbx.clicks(ClickOutcome.EMPLOYEE_NO_ANSWER);
    JsonNode unanswered = ended(call("\"extension\": \"101\"").id());
    assertThat(unanswered.path("result").asText()).isEqualTo("FAILED");
    assertThat(unanswered.path("failure").asText()).isEqualTo("EMPLOYEE_NO_ANSWER");
    assertThat(unanswered.path("failureReason").asText()).contains("not taken");
    assertThat(unanswered.path("rang").get(0).asText()).isEqualTo("101");

    pbx.clicks(ClickOutcome.CLIENT_BUSY);
    JsonNode busy = ended(call("\"extension\": \"101\"").id());
    assertThat(busy.path("result").asText()).isEqualTo("BUSY");
    assertThat(busy.path("rang").get(0).asText()).as("who called is known").isEqualTo("101");

    JsonNode unknown = ended(call("\"extension\": \"999\"").id());
    assertThat(unknown.path("failure").asText()).isEqualTo("PHONE_UNKNOWN");
  }

  @Test
  void twoClicksAtOnceAndTheSameKeyAgainRingOnce() {
    connect("");
    String body = "{\"phone\": \"%s\", \"extension\": \"101\"}".formatted(PHONE);
    List<CompletableFuture<Answer>> clicks =
        IntStream.range(0, 6)
            .mapToObj(i -> club.admin().later("POST", club.path("calls"), body))
            .toList();
    assertThat(clicks.stream().map(click -> click.join().id()).distinct()).hasSize(1);
    long first = clicks.getFirst().join().id();
    ended(first);

    Answer keyed = club.admin().post(club.path("calls"), body, "Idempotency-Key", "click-7");
    ended(keyed.id());
    Answer again = club.admin().post(club.path("calls"), body, "Idempotency-Key", "click-7");
    assertThat(again.id()).isEqualTo(keyed.id());
    assertThat(keyed.id()).as("the first has ended: this is another call").isNotEqualTo(first);
    assertThat(get("calls").path("items")).hasSize(2);
  }

  @Test
  void aPbxThatCannotDialTheNumberSaysWhy() {
    connect(", \"outboundContext\": \"nowhere\"");

    JsonNode call = ended(call("\"extension\": \"101\"").id());
    assertThat(call.path("result").asText()).isEqualTo("FAILED");
    assertThat(call.path("failure").asText()).isEqualTo("NO_WAY_OUT");
    assertThat(call.path("failureReason").asText()).contains("outboundContext");
    JsonNode sent = get("outbox?state=REJECTED").path("items").get(0);
    assertThat(sent.path("reason").asText()).contains("Extension does not exist");
    assertThat(eventsOf(call.path("id").asLong())).containsExactly("call.ended");
    Answer replay = post("outbox/" + sent.path("id").asLong() + "/replay", "{}");
    assertThat(replay.status()).as("an old click rings nobody").isEqualTo(409);
  }

  @Test
  void withoutALineTheCallFailsWhenItIsNoLongerWorthIt() {
    pbx.crash();
    connectWithoutWaiting("");
    long call = call("\"extension\": \"101\"").id();
    await()
        .atMost(LONG)
        .until(() -> get("outbox").path("items").get(0).path("attempts").size() > 0);
    assertThat(get("calls/" + call).path("result").asText()).isEqualTo("RINGING");
    inClub("update outbox_message set good_until = now()");

    JsonNode ended = ended(call);
    assertThat(ended.path("failure").asText()).isEqualTo("NO_LINE");
    JsonNode message = get("outbox?state=EXPIRED").path("items").get(0);
    assertThat(message.path("attemptsMade").asInt()).as("no line is no attempt").isZero();
    assertThat(message.path("attempts").get(0).path("outcome").asText())
        .isEqualTo("CONNECTION_DOWN");
  }

  @Test
  void aClickMadeWhileThePbxRestartsGoesThroughWhenItIsBack() {
    connect("");
    pbx.crash();
    await()
        .atMost(LONG)
        .until(() -> get("connections").path("items").get(0).path("state").asText().equals("DOWN"));
    long call = call("\"extension\": \"101\"").id();
    await()
        .atMost(LONG)
        .until(() -> get("outbox").path("items").get(0).path("attempts").size() > 0);
    pbx.start();

    assertThat(ended(call).path("result").asText()).isEqualTo("ANSWERED");
  }

  @Test
  void aCallThePbxTookAndSaidNothingOfEndsAsFailed() {
    connect("");
    pbx.clickPace(Pace.times(0.001));
    long call = call("\"extension\": \"101\"").id();
    await().atMost(LONG).until(() -> get("outbox?state=ACCEPTED").path("items").size() == 1);
    pbx.crash();
    inClub("update call set started_at = started_at - interval '3 minutes'");

    assertThat(ended(call).path("failure").asText()).isEqualTo("NO_NEWS");
  }

  @Test
  void whatCannotBeCalledIsNamedWithTheFix() {
    assertThat(call("\"extension\": \"101\"").text("code")).isEqualTo("connection.no-phone");
    connectWithoutWaiting("");
    long mute = post("employees", "{\"name\": \"Борис\"}").id();

    refused("{\"extension\": \"101\"}", "phone", "required");
    refused("{\"phone\": \"123\", \"extension\": \"101\"}", "phone", "phone.invalid");
    refused("{\"phone\": \"%s\"}".formatted(PHONE), "extension", "required");
    refused(wish("\"employeeId\": 424242"), "employeeId", "employee.unknown");
    refused(wish("\"employeeId\": " + mute), "employeeId", "employee.no-extension");
    refused(wish("\"extension\": \"1\\r\\n2\""), "extension", "extension.invalid");
    refused(
        wish("\"extension\": \"101\", \"connectionId\": 424242"),
        "connectionId",
        "connection.unknown");

    long other = post("connections", PbxConnection.of(pbx.port(), "")).id();
    refused(wish("\"extension\": \"101\""), "connectionId", "connection.several");
    post("connections/" + other + "/hold", "{}");
    refused(
        wish("\"extension\": \"101\", \"connectionId\": " + other),
        "connectionId",
        "connection.held");
    assertThat(call("\"extension\": \"101\"").status()).as("one is left").isEqualTo(202);
  }

  private void refused(String body, String field, String code) {
    Answer answer = post("calls", body);
    assertThat(answer.status()).as(body + answer.json()).isEqualTo(400);
    assertThat(answer.text("field")).as(body).isEqualTo(field);
    assertThat(answer.text("code")).as(body).isEqualTo(code);
    assertThat(answer.text("detail")).isNotBlank();
  }

  private static String wish(String who) {
    return "{\"phone\": \"%s\", %s}".formatted(PHONE, who);
  }

  private Answer call(String who) {
    return post("calls", wish(who));
  }

  private JsonNode ended(long call) {
    return await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> get("calls/" + call),
            now -> !List.of("RINGING", "TALKING").contains(now.path("result").asText()));
  }

  private List<String> eventsOf(long call) {
    return get("events")
        .path("items")
        .valueStream()
        .filter(event -> event.path("data").path("callId").asLong() == call)
        .map(event -> event.path("type").asText())
        .filter(type -> type.startsWith("call."))
        .toList();
  }

  private void connect(String more) {
    connectWithoutWaiting(more);
    pbx.awaitSession(LONG);
  }

  private void connectWithoutWaiting(String more) {
    Answer made = post("connections", PbxConnection.of(pbx.port(), more));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
  }

  /** A connection to the sandbox as the API takes it. */
  private static final class PbxConnection {

    static String of(int port, String more) {
      return """
          {"kind": "asterisk", "name": "PBX %d", "enabled": true,
           "settings": {"host": "127.0.0.1", "port": %d, "username": "hub", "password": "secret",
                        "trunks": ["trunk"]%s}}"""
          .formatted(port, port, more);
    }
  }

  private void inClub(String sql) {
    club.hub()
        .get(ClubGate.class)
        .runInClub(club.clubId(), () -> club.hub().get(JdbcClient.class).sql(sql).update());
  }

  private Answer post(String path, String body) {
    return club.admin().post(club.path(path), body);
  }

  private JsonNode get(String path) {
    return club.admin().get(club.path(path)).json();
  }
}
