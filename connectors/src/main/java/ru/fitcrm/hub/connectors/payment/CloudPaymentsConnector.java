package ru.fitcrm.hub.connectors.payment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLDecoder;
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
import ru.fitcrm.hub.connectors.http.Digests;
import ru.fitcrm.hub.connectors.http.Heard;
import ru.fitcrm.hub.connectors.http.ReadFields;
import ru.fitcrm.hub.connectors.http.WebQuestion;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * Kind {@code cloudpayments}. Each notification is signed; which one it is, the address says: add
 * {@code ?type=pay} and so on to it. Without, its fields tell.
 */
@Component
class CloudPaymentsConnector implements PaymentConnector<CloudPaymentsSettings> {

  private static final int MAX_BYTES = 256 * 1024;

  /** Kept with a message, for its body does not say what it is. */
  private static final String TYPE = "Hub-Notice";

  @Override
  public String kind() {
    return "cloudpayments";
  }

  @Override
  public Class<CloudPaymentsSettings> settingsType() {
    return CloudPaymentsSettings.class;
  }

  @Override
  public TestReport test(CloudPaymentsSettings settings) {
    String login = settings.publicId() + ":" + settings.apiSecret();
    String shown = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    try (AskOnce web = new AskOnce(AskOnce.Limits.seconds(settings.timeoutSeconds()))) {
      WebQuestion question =
          WebQuestion.post(
                  settings.baseUrl().replaceFirst("/+$", "") + "/test", "application/json", "{}")
              .with(Map.of("Authorization", "Basic " + shown));
      return switch (web.ask(question)) {
        case Heard.Answered answered -> TestReport.of(steps(answered));
        case Heard.NotSent not ->
            TestReport.of(List.of(new Step("reach", false, not.reason(), "gateway." + not.code())));
        case Heard.Lost lost ->
            TestReport.of(
                List.of(new Step("reach", false, lost.reason(), "gateway." + lost.code())));
      };
    }
  }

  private static List<Step> steps(Heard.Answered answered) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("reach", true, "CloudPayments answers", null));
    boolean good =
        answered.isGood() && answered.text().replace(" ", "").contains("\"Success\":true");
    steps.add(new Step("login", good, "HTTP " + answered.status(), good ? null : "gateway.login"));
    return steps;
  }

  @Override
  public boolean onlyReceives() {
    return true;
  }

  @Override
  public int maxBytes() {
    return MAX_BYTES;
  }

  @Override
  public boolean hearsGet() {
    return true;
  }

  @Override
  public Hearing hear(CloudPaymentsSettings settings, InRequest request) {
    if (!isSigned(settings.apiSecret(), request)) {
      return new Hearing.Refuse(
          Reply.problem(
              403, "signature.wrong", "Content-HMAC is not made with the connection's apiSecret"));
    }
    try {
      ReadFields fields = ReadFields.of(request.body());
      CloudNotice notice = CloudNotice.of(request.query().get("type"), fields);
      return new Hearing.Keep(
          key(notice, fields, request.body()),
          fields.at("PaymentTransactionId").or(() -> fields.at("TransactionId")).orElse(null),
          null,
          null,
          Map.of(TYPE, notice.name()));
    } catch (InvalidInput unreadable) {
      return new Hearing.Refuse(
          Reply.problem(400, unreadable.code(), String.valueOf(unreadable.getMessage())));
    }
  }

  /** The one header is of the body as it came, the other of the body decoded; either proves it. */
  private static boolean isSigned(String secret, InRequest request) {
    byte[] raw = request.body().bytes();
    String ofRaw = signature(secret, raw);
    String ofDecoded = signature(secret, decoded(request.body()));
    for (String name : List.of("Content-HMAC", "X-Content-HMAC")) {
      String shown = request.header(name);
      if (shown != null && (Digests.same(shown, ofRaw) || Digests.same(shown, ofDecoded))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] decoded(RawBody body) {
    try {
      return URLDecoder.decode(
              new String(body.bytes(), StandardCharsets.UTF_8), StandardCharsets.UTF_8)
          .getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return body.bytes();
    }
  }

  private static String signature(String secret, byte[] bytes) {
    return Base64.getEncoder()
        .encodeToString(Digests.mac("HmacSHA256", secret.getBytes(StandardCharsets.UTF_8), bytes));
  }

  /** A subscription tells of itself again and again: what it tells is a part of the key. */
  private static String key(CloudNotice notice, ReadFields fields, RawBody body) {
    if (notice == CloudNotice.RECURRENT) {
      return String.join(
          ":",
          "RECURRENT",
          fields.at("Id").orElse(""),
          fields.at("Status").orElse(""),
          fields.at("SuccessfulTransactionsNumber").orElse(""),
          fields.at("FailedTransactionsNumber").orElse(""));
    }
    String id = fields.at("TransactionId").orElseGet(() -> Digests.hex("SHA-256", body.bytes()));
    return notice + ":" + id + ":" + fields.at("Status").orElse("");
  }

  @Override
  public PaymentNews read(CloudPaymentsSettings settings, RawBody body, Map<String, String> notes) {
    ReadFields fields = ReadFields.of(body);
    CloudNotice notice = CloudNotice.of(notes.get(TYPE), fields);
    return new ReadCloudPayments(settings.payer(), fields).news(notice);
  }

  @Override
  public Reply reply(@Nullable Handled handled) {
    return Reply.json(200, JsonNodeFactory.instance.objectNode().put("code", 0));
  }
}
