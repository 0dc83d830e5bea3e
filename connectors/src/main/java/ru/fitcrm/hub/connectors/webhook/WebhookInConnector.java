package ru.fitcrm.hub.connectors.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.FormConnector;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.connectors.http.Digests;
import ru.fitcrm.hub.connectors.http.ReadFields;
import ru.fitcrm.hub.connectors.http.SameBytes;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.request.HeardForm;

/** Kind {@code webhook-in}: forms of sites and of networks. */
@Component
class WebhookInConnector implements FormConnector<WebhookInSettings> {

  private static final int MAX_BYTES = 1024 * 1024;
  private static final int LONGEST_KEY = 200;
  private static final String IN_HEADER = "header:";

  private final InstantSource clock;
  private final CheckSender senders;

  /** Signatures and windows are real time, so the system's clock, not the club's movable one. */
  WebhookInConnector() {
    this(Clock.systemUTC());
  }

  WebhookInConnector(InstantSource clock) {
    this.clock = clock;
    this.senders = new CheckSender(clock);
  }

  @Override
  public String kind() {
    return "webhook-in";
  }

  @Override
  public Class<WebhookInSettings> settingsType() {
    return WebhookInSettings.class;
  }

  /** There is nobody to ask: the other side comes by itself. */
  @Override
  public TestReport test(WebhookInSettings settings) {
    return TestReport.of(
        List.of(
            new TestReport.Step(
                "address",
                true,
                "The hub receives at this connection's address",
                "webhook-in.send-a-form")));
  }

  @Override
  public boolean onlyReceives() {
    return true;
  }

  @Override
  public int maxBytes() {
    return MAX_BYTES;
  }

  /** Some plugins of sites send forms so. */
  @Override
  public boolean hearsGet() {
    return true;
  }

  @Override
  public Reply serve(WebhookInSettings settings, InRequest request, Supplier<Reply> take) {
    return switch (settings.preset()) {
      case TILDA ->
          isTildasProbe(settings, request)
              ? own(settings, request)
              : answered(settings, request, take);
      case VK -> isConfirmation(request) ? confirm(settings) : answered(settings, request, take);
      default -> answered(settings, request, take);
    };
  }

  /** Tilda tries an address before it is saved; with the key beside it, it is no form either. */
  private static boolean isTildasProbe(WebhookInSettings settings, InRequest request) {
    try {
      ReadFields fields = ReadFields.of(request.body());
      return fields.at("test").orElse("").equals("test")
          && fields.first(settings.paths().phone()).isEmpty();
    } catch (InvalidInput unreadable) {
      return false;
    }
  }

  private static boolean isConfirmation(InRequest request) {
    try {
      return ReadFields.of(request.body()).at("type").orElse("").equals("confirmation");
    } catch (InvalidInput unreadable) {
      return false;
    }
  }

  private static Reply confirm(WebhookInSettings settings) {
    return settings.confirmation() == null
        ? Reply.problem(
            409,
            "confirmation.missing",
            "Put the string VK shows for this address into the connection's confirmation first")
        : Reply.text(200, settings.confirmation());
  }

  private static Reply answered(
      WebhookInSettings settings, InRequest request, Supplier<Reply> take) {
    Reply reply = take.get();
    boolean generic = settings.preset() == WebhookInSettings.Preset.GENERIC;
    boolean asItIs = reply.status() != 200 || (generic && settings.reply() == null);
    return asItIs ? reply : own(settings, request);
  }

  /** In the provider's own way. */
  private static Reply own(WebhookInSettings settings, InRequest request) {
    Optional<ObjectNode> rpc =
        settings.preset() == WebhookInSettings.Preset.YANDEX_FORMS
            ? asRpc(request)
            : Optional.empty();
    return rpc.map(answer -> Reply.json(200, answer))
        .orElseGet(
            () ->
                Reply.text(
                    200, settings.reply() == null ? settings.known().reply() : settings.reply()));
  }

  private static Optional<ObjectNode> asRpc(InRequest request) {
    try {
      ReadFields fields = ReadFields.of(request.body());
      return fields
          .at("jsonrpc")
          .map(
              version ->
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("jsonrpc", version)
                      .put("result", "ok")
                      .set("id", fields.value("id")));
    } catch (InvalidInput unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public Hearing hear(WebhookInSettings settings, InRequest request) {
    if (request.body().size() == 0) {
      return new Hearing.Refuse(
          Reply.problem(400, "body.empty", "The request has no body: send the form's fields"));
    }
    return senders
        .refusal(settings, request)
        .<Hearing>map(Hearing.Refuse::new)
        .orElseGet(() -> keep(settings, request));
  }

  private Hearing keep(WebhookInSettings settings, InRequest request) {
    return key(settings, request)
        .<Hearing>map(key -> new Hearing.Keep("key:" + key, null, null))
        .orElseGet(
            () ->
                SameBytes.keep(
                    request.body(),
                    Duration.ofMinutes(settings.sameWithinMinutes()),
                    clock.instant()));
  }

  private static Optional<String> key(WebhookInSettings settings, InRequest request) {
    if (settings.signing() == WebhookInSettings.Signing.STANDARD_WEBHOOKS) {
      return Optional.ofNullable(request.header("webhook-id")).map(WebhookInConnector::shortened);
    }
    List<String> paths = settings.paths().key();
    for (String path : paths) {
      Optional<String> key =
          path.startsWith(IN_HEADER)
              ? Optional.ofNullable(request.header(path.substring(IN_HEADER.length()).strip()))
              : inBody(path, request.body());
      if (key.filter(text -> !text.isBlank()).isPresent()) {
        return key.map(WebhookInConnector::shortened);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inBody(String path, RawBody body) {
    try {
      return ReadFields.of(body).at(path);
    } catch (InvalidInput unreadable) {
      return Optional.empty();
    }
  }

  private static String shortened(String key) {
    String clean = key.replace("\0", "");
    return clean.length() <= LONGEST_KEY
        ? clean
        : Digests.hex("SHA-256", clean.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<HeardForm> read(WebhookInSettings settings, RawBody body) {
    return ReadForms.read(settings, body);
  }

  @Override
  public Reply reply(@Nullable Handled handled) {
    return switch (handled) {
      case null -> taken("RECEIVED");
      case Handled.Applied applied -> taken("APPLIED");
      case Handled.Rejected rejected ->
          Reply.json(
              200,
              JsonNodeFactory.instance
                  .objectNode()
                  .put("accepted", true)
                  .put("state", "REJECTED")
                  .put("code", rejected.code())
                  .put("reason", rejected.reason()));
    };
  }

  @Override
  public Reply replyToRepeated() {
    return taken("DUPLICATE");
  }

  private static Reply taken(String state) {
    return Reply.json(
        200, JsonNodeFactory.instance.objectNode().put("accepted", true).put("state", state));
  }
}
