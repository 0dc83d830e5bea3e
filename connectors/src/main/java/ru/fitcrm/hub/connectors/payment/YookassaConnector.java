package ru.fitcrm.hub.connectors.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.PaymentConnector;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.connectors.http.AskOnce;
import ru.fitcrm.hub.connectors.http.Heard;
import ru.fitcrm.hub.connectors.http.ReadFields;
import ru.fitcrm.hub.connectors.http.WebQuestion;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * Kind {@code yookassa}. Notifications bear no signature: they are a hint to read the payment again
 * by the API, and only what the API says counts.
 */
@Component
class YookassaConnector implements PaymentConnector<YookassaSettings> {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BYTES = 256 * 1024;
  private static final String AN_ID = "[0-9A-Za-z-]{1,64}";

  @Override
  public String kind() {
    return "yookassa";
  }

  @Override
  public Class<YookassaSettings> settingsType() {
    return YookassaSettings.class;
  }

  @Override
  public TestReport test(YookassaSettings settings) {
    return switch (get(settings, "me")) {
      case Heard.Answered answered -> TestReport.of(steps(answered));
      case Heard.NotSent not ->
          TestReport.of(List.of(new Step("reach", false, not.reason(), "gateway." + not.code())));
      case Heard.Lost lost ->
          TestReport.of(List.of(new Step("reach", false, lost.reason(), "gateway." + lost.code())));
    };
  }

  private static List<Step> steps(Heard.Answered answered) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("reach", true, "YooKassa answers", null));
    boolean good = answered.isGood();
    steps.add(new Step("login", good, "HTTP " + answered.status(), good ? null : "gateway.login"));
    return steps;
  }

  @Override
  public int maxBytes() {
    return MAX_BYTES;
  }

  @Override
  public Hearing hear(YookassaSettings settings, InRequest request) {
    if (!settings.allowed().contains(request.sender())) {
      return new Hearing.Refuse(
          Reply.problem(
              403, "sender.unknown", "Notifications are taken from YooKassa's addresses only"));
    }
    try {
      JsonNode told = json(request.body());
      String id = id(told);
      String about = told.path("object").path("payment_id").asText(id);
      String event = told.path("event").asText("").replaceAll("[^a-z._]", "");
      return new Hearing.Keep(event + ":" + id, about.matches(AN_ID) ? about : id, null);
    } catch (InvalidInput unreadable) {
      return new Hearing.Refuse(
          Reply.problem(400, unreadable.code(), String.valueOf(unreadable.getMessage())));
    }
  }

  private static JsonNode json(RawBody body) {
    try {
      return JSON.readTree(body.bytes());
    } catch (IOException e) {
      throw new InvalidInput("body", "json.unreadable", "The notification is no JSON");
    }
  }

  /** It becomes a part of an address, so it must be nothing but an id. */
  private static String id(JsonNode told) {
    String id = told.path("object").path("id").asText("");
    if (!id.matches(AN_ID)) {
      throw new InvalidInput(
          "object.id", "payment.no-id", "The notification has no id of a payment in object.id");
    }
    return id;
  }

  @Override
  public Answer ask(YookassaSettings settings, RawBody body) {
    JsonNode told = json(body);
    String event = told.path("event").asText("");
    if (event.startsWith("refund.")) {
      JsonNode refund = fetch(settings, "refunds", id(told));
      String payment = refund.path("payment_id").asText("");
      JsonNode paid = payment.matches(AN_ID) ? fetch(settings, "payments", payment) : refund;
      return new Answer(whole("refund", refund, paid), notYet(event, refund));
    }
    JsonNode paid = fetch(settings, "payments", id(told));
    return new Answer(whole("payment", paid, paid), notYet(event, paid));
  }

  /** The API may come behind its own notification, which is not told again. */
  private static @Nullable String notYet(String event, JsonNode object) {
    int told = step(event.substring(event.indexOf('.') + 1));
    return step(object.path("status").asText("")) < told
        ? "YooKassa's API does not say yet what the notification says"
        : null;
  }

  private static int step(String status) {
    return switch (status) {
      case "succeeded", "canceled" -> 2;
      case "waiting_for_capture" -> 1;
      default -> 0;
    };
  }

  private static RawBody whole(String type, JsonNode object, JsonNode payment) {
    ObjectNode whole = JSON.createObjectNode().put("type", type);
    whole.set("object", object);
    whole.set("payment", payment);
    try {
      return RawBody.json(JSON.writeValueAsString(whole));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was read as JSON is JSON", e);
    }
  }

  private static JsonNode fetch(YookassaSettings settings, String things, String id) {
    return switch (get(settings, things + "/" + id)) {
      case Heard.Answered answered -> answer(answered, id);
      case Heard.NotSent not -> throw new GatewaySilent("gateway." + not.code(), not.reason());
      case Heard.Lost lost -> throw new GatewaySilent("gateway." + lost.code(), lost.reason());
    };
  }

  private static JsonNode answer(Heard.Answered answered, String id) {
    return switch (answered.status()) {
      case 200 -> object(answered.body(), id);
      case 404 ->
          throw new InvalidInput(
              "object.id",
              "payment.unknown",
              "YooKassa knows no such payment of this shop: the notification was not YooKassa's, or"
                  + " shopId is another shop's");
      case 401, 403 ->
          throw new GatewaySilent(
              "gateway.login", "YooKassa refuses shopId and secretKey: correct them");
      default ->
          throw new GatewaySilent("gateway.trouble", "YooKassa answers HTTP " + answered.status());
    };
  }

  /** Something on the way may answer in the API's place, a proxy's page for example. */
  private static JsonNode object(byte[] body, String id) {
    try {
      JsonNode object = JSON.readTree(body);
      if (object.path("id").asText("").equals(id)) {
        return object;
      }
    } catch (IOException noJson) {
      // Told below, as any other answer that is not of the API.
    }
    throw new GatewaySilent(
        "gateway.trouble", "YooKassa answers HTTP 200 without the payment that was asked for");
  }

  private static Heard get(YookassaSettings settings, String path) {
    String login = settings.shopId() + ":" + settings.secretKey();
    String shown = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    try (AskOnce web = new AskOnce(AskOnce.Limits.seconds(settings.timeoutSeconds()))) {
      return web.ask(
          WebQuestion.get(settings.url(path)).with(Map.of("Authorization", "Basic " + shown)));
    }
  }

  @Override
  public PaymentNews read(YookassaSettings settings, RawBody body, Map<String, String> notes) {
    JsonNode asked = json(body);
    ReadFields fields = ReadFields.of(RawBody.json(asked.path("payment").toString()));
    return new ReadYookassa(settings.payer(), fields)
        .news(asked.path("type").asText(), asked.path("object"));
  }

  @Override
  public Reply reply(@Nullable Handled handled) {
    return Reply.text(200, "OK");
  }
}
