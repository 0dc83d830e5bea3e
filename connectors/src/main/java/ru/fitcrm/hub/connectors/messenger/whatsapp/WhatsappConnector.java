package ru.fitcrm.hub.connectors.messenger.whatsapp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.MessageConnector;
import ru.fitcrm.hub.connectors.ReceivingConnector;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.connectors.http.AskOnce;
import ru.fitcrm.hub.connectors.http.Digests;
import ru.fitcrm.hub.connectors.http.Heard;
import ru.fitcrm.hub.connectors.http.WebQuestion;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;

/** Kind {@code whatsapp-cloud}. */
@Component
class WhatsappConnector
    implements MessageConnector<WhatsappSettings>, ReceivingConnector<WhatsappSettings> {

  private static final int MAX_BYTES = 3 * 1024 * 1024;
  private static final Duration WARNED_BEFORE = Duration.ofDays(60);
  private static final Step REACHED = new Step("reach", true, "The Graph API answers", null);

  /** When Meta ends a version, as its changelog said in July 2026. */
  private static final Map<String, Instant> ENDS =
      Map.of(
          "v20.0", Instant.parse("2026-09-24T00:00:00Z"),
          "v21.0", Instant.parse("2027-01-21T00:00:00Z"),
          "v22.0", Instant.parse("2027-05-20T00:00:00Z"),
          "v23.0", Instant.parse("2027-10-08T00:00:00Z"),
          "v24.0", Instant.parse("2028-02-18T00:00:00Z"),
          "v25.0", Instant.parse("2028-07-29T00:00:00Z"));

  private final InstantSource clock;

  /** Versions end by the world's clock, not the club's movable one. */
  WhatsappConnector() {
    this(Clock.systemUTC());
  }

  WhatsappConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "whatsapp-cloud";
  }

  @Override
  public Class<WhatsappSettings> settingsType() {
    return WhatsappSettings.class;
  }

  @Override
  public Channel channel(WhatsappSettings settings) {
    return Channel.WHATSAPP;
  }

  @Override
  public MessageChannel open(WhatsappSettings settings, Arrivals arrivals) {
    return new WhatsappChannel(settings, clock);
  }

  @Override
  public List<ChannelNews> read(WhatsappSettings settings, RawBody body) {
    return new ReadWebhook(settings.phoneNumberId()).news(body);
  }

  @Override
  public TestReport test(WhatsappSettings settings) {
    WebQuestion question =
        WebQuestion.get(settings.url() + "?fields=quality_rating")
            .with(Map.of("Authorization", "Bearer " + settings.accessToken()));
    try (AskOnce web = new AskOnce(AskOnce.Limits.seconds(settings.timeoutSeconds()))) {
      return TestReport.of(
          switch (web.ask(question)) {
            case Heard.Answered answered ->
                List.of(REACHED, login(answered), version(settings.version()));
            case Heard.NotSent not ->
                List.of(new Step("reach", false, not.reason(), "gateway." + not.code()));
            case Heard.Lost lost ->
                List.of(new Step("reach", false, lost.reason(), "gateway." + lost.code()));
          });
    }
  }

  private static Step login(Heard.Answered answered) {
    int code = WhatsappChannel.read(answered.text()).path("error").path("code").asInt();
    return answered.isGood()
        ? new Step("login", true, "Accepted", null)
        : new Step("login", false, "HTTP " + answered.status() + ", " + code, "gateway.login");
  }

  private Step version(String version) {
    Instant end = ENDS.getOrDefault(version, Instant.MAX);
    Instant now = clock.instant();
    boolean soon = end.minus(WARNED_BEFORE).isBefore(now);
    return new Step(
        "version", end.isAfter(now), version, soon ? "whatsapp-cloud.version-ends" : null);
  }

  // ---- in

  @Override
  public int maxBytes() {
    return MAX_BYTES;
  }

  @Override
  public boolean hearsGet() {
    return true;
  }

  /** Meta asks by GET once whether the address is ours. */
  @Override
  public Reply serve(WhatsappSettings settings, InRequest request, Supplier<Reply> take) {
    String mode = request.query().get("hub.mode");
    if (mode == null) {
      return take.get();
    }
    String token = request.query().getOrDefault("hub.verify_token", "");
    return mode.equals("subscribe") && Digests.same(token, settings.verifyToken())
        ? Reply.text(200, request.query().getOrDefault("hub.challenge", ""))
        : Reply.problem(403, "token.wrong", "hub.verify_token is not the connection's verifyToken");
  }

  /** Signed over the bytes as they came: read and written again they would be others. */
  @Override
  public Hearing hear(WhatsappSettings settings, InRequest request) {
    String shown = String.valueOf(request.header("X-Hub-Signature-256"));
    byte[] bytes = request.body().bytes();
    String expected = "sha256=" + Digests.hmac("HmacSHA256", settings.appSecret(), bytes);
    return Digests.same(shown, expected)
        ? new Hearing.Keep(Digests.hex("SHA-256", bytes), null, null)
        : new Hearing.Refuse(
            Reply.problem(
                403, "signature.wrong", "X-Hub-Signature-256 is not made with the appSecret"));
  }

  @Override
  public Reply reply(@Nullable Handled handled) {
    return Reply.text(200, "OK");
  }
}
