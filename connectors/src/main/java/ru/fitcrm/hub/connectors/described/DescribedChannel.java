package ru.fitcrm.hub.connectors.described;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.Traced;
import ru.fitcrm.hub.connectors.http.AskOnce;
import ru.fitcrm.hub.connectors.http.Heard;
import ru.fitcrm.hub.connectors.http.WebQuestion;
import ru.fitcrm.hub.connectors.sms.GsmAlphabet;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;

/**
 * Sends by a described gateway. Where the gateway can be asked by the hub's own id, a lost answer
 * is found out about; elsewhere it stays unknown.
 */
public final class DescribedChannel implements MessageChannel {

  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private static final String JSON = "application/json; charset=utf-8";
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String LOOK = ". Look for the message at the gateway before sending again";

  private final Gateway gateway;
  private final InstantSource clock;
  private final AskOnce web;
  private final Codes codes;

  public DescribedChannel(Gateway gateway, InstantSource clock) {
    this.gateway = gateway;
    this.clock = clock;
    this.web = open(gateway);
    this.codes = new Codes(gateway.description().answer().codes());
  }

  static AskOnce open(Gateway gateway) {
    AskOnce.Limits usual = AskOnce.Limits.seconds(gateway.timeoutSeconds());
    return new AskOnce(
        new AskOnce.Limits(usual.patience(), usual.answerCap(), gateway.trustedCertificate()));
  }

  @Override
  public Outcome send(TextToSend message) {
    Description.Send send = gateway.description().send();
    FillTemplate values = values(message);
    WebQuestion question =
        question(gateway, values, send.method(), send.path(), send.fields(), send.body());
    return switch (web.ask(question)) {
      case Heard.Answered answered -> sent(answered, message.id());
      case Heard.NotSent not -> new Outcome.ConnectionDown(not.code(), not.reason());
      case Heard.Lost lost -> new Outcome.Unknown(lost.reason() + LOOK);
    };
  }

  private FillTemplate values(TextToSend message) {
    Map<String, String> values = gateway.values();
    String digits = message.address().replaceAll("\\D", "");
    values.put("phone", digits);
    values.put("phonePlus", "+" + digits);
    values.put("address", message.address());
    values.put("chatId", gateway.hasNumbers() ? digits : message.address());
    values.put("text", message.words());
    values.put("id", message.id());
    values.put("coding", GsmAlphabet.fits(message.words()) ? "0" : "2");
    return new FillTemplate(values);
  }

  static WebQuestion question(
      Gateway gateway,
      FillTemplate values,
      @Nullable String method,
      @Nullable String path,
      @Nullable List<String> fields,
      @Nullable String body) {
    String url = gateway.url(values.path(path == null ? "/" : path));
    String form = values.form(fields == null ? List.of() : fields);
    Map<String, String> headers = headers(gateway.description().send(), values);
    if ("GET".equals(method)) {
      headers.remove(CONTENT_TYPE);
      return WebQuestion.get(form.isEmpty() ? url : url + "?" + form).with(headers);
    }
    String type = body == null ? FORM : headers.getOrDefault(CONTENT_TYPE, JSON);
    headers.put(CONTENT_TYPE, type);
    WebQuestion post = WebQuestion.post(url, type, body == null ? form : values.body(type, body));
    return new WebQuestion(method == null ? "POST" : method, url, post.headers(), post.body())
        .with(headers);
  }

  private static Map<String, String> headers(Description.Send send, FillTemplate values) {
    Map<String, String> headers = new HashMap<>();
    if (send.contentType() != null && send.body() != null) {
      headers.put(CONTENT_TYPE, send.contentType());
    }
    for (String line : send.headers() == null ? List.<String>of() : send.headers()) {
      int at = line.indexOf(':');
      String name = line.substring(0, at).strip();
      headers.put(
          name.equalsIgnoreCase(CONTENT_TYPE) ? CONTENT_TYPE : name,
          values.header(line.substring(at + 1).strip()));
    }
    return headers;
  }

  private Outcome sent(Heard.Answered answered, String id) {
    Description.Answer rule = gateway.description().answer();
    PickValue answer = PickValue.ofAnswer(answered.text());
    Optional<String> error = answer.at(rule.error());
    if (error.isPresent()) {
      return refused(error.get(), answered, id);
    }
    String status = "http-" + answered.status();
    if (!answered.isGood() || codes.named(status) != null) {
      return refused(status, answered, id);
    }
    if (rule.accepted() != null
        && !PickValue.compiled(rule.accepted()).matcher(answered.text()).find()) {
      return new Outcome.Unknown("The answer is not one the description knows" + LOOK);
    }
    return new Outcome.Accepted(rule.id() == null ? id : answer.at(rule.id()).orElse(null));
  }

  private Outcome refused(String code, Heard.Answered answered, String id) {
    String meaning = codes.named(code);
    if (meaning == null && !code.startsWith("http-")) {
      meaning = codes.of(code);
    }
    if (meaning == null) {
      meaning = usual(answered.status());
    }
    return switch (meaning) {
      case "ACCEPTED" -> new Outcome.Accepted(id);
      case "RETRY" ->
          new Outcome.RetryAt(retryAfter(answered), code, "The gateway asks to come later");
      case "DOWN" ->
          new Outcome.ConnectionDown(code, "The gateway takes nothing from this account now");
      case "DO_NOT_WRITE" ->
          new Outcome.Rejected("do-not-write", "The gateway says not to write to this person");
      case "REJECTED" -> new Outcome.Rejected(code, "The gateway refused the message");
      default -> new Outcome.Unknown("The gateway answered " + code + LOOK);
    };
  }

  /** Of an answer nobody has described; after a 500 or 502 it may have been taken. */
  private static String usual(int status) {
    return switch (status) {
      case 401, 403, 404, 405 -> "DOWN";
      case 429, 503 -> "RETRY";
      default -> status >= 500 ? "UNKNOWN" : status >= 400 || status < 300 ? "REJECTED" : "DOWN";
    };
  }

  private @Nullable Instant retryAfter(Heard.Answered answered) {
    String seconds =
        PickValue.ofAnswer(answered.text())
            .at(gateway.description().answer().pause())
            .orElse(answered.header("retry-after"));
    return seconds != null && seconds.matches("\\d{1,6}")
        ? clock.instant().plusSeconds(Long.parseLong(seconds))
        : null;
  }

  @Override
  public boolean canBeAsked() {
    Description.Find find = gateway.description().find();
    return find.path() != null && find.status() != null;
  }

  @Override
  public Traced find(TextToSend message) {
    Description.Find find = gateway.description().find();
    if (!canBeAsked()) {
      return new Traced.CannotBeAsked();
    }
    WebQuestion question =
        question(gateway, values(message), find.method(), find.path(), find.fields(), null);
    return web.ask(question) instanceof Heard.Answered answered
        ? found(answered, find, message)
        : new Traced.Told(
            new Outcome.ConnectionDown("no-status", "The gateway tells no status now"));
  }

  private static Traced found(Heard.Answered answered, Description.Find find, TextToSend message) {
    Optional<String> status = PickValue.ofAnswer(answered.text()).at(find.status());
    String code = status.orElse("http-" + answered.status());
    if (status.isEmpty() && (answered.status() >= 500 || answered.status() == 429)) {
      return new Traced.Told(new Outcome.RetryAt(null, code, "The gateway tells no status now"));
    }
    String meaning = status.isEmpty() ? null : new Codes(find.codes()).of(code);
    return switch (meaning == null ? "" : meaning) {
      case "ACCEPTED" -> new Traced.Told(new Outcome.Accepted(message.id()));
      case "DELIVERED" -> new Traced.Told(new Outcome.Delivered());
      case "RETRY" -> new Traced.NeverGot();
      case "REJECTED" ->
          new Traced.Told(new Outcome.Rejected(code, "The gateway could not deliver it"));
      default -> new Traced.Told(new Outcome.Unknown("The gateway answered " + code + LOOK));
    };
  }

  @Override
  public void close() {
    web.close();
  }
}
