package ru.fitcrm.hub.config.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.IDN;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.connection.ConnectionRequest;
import ru.fitcrm.hub.config.connection.SaveConnection;
import ru.fitcrm.hub.connectors.webhook.CheckTarget;
import ru.fitcrm.hub.connectors.webhook.TargetAddress;
import ru.fitcrm.hub.connectors.webhook.WebhookSecret;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.ConnectionEdit;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.rule.EventTypes;
import ru.fitcrm.hub.core.webhook.OldSecrets;
import ru.fitcrm.hub.core.webhook.WebhookEndpoint;
import ru.fitcrm.hub.core.webhook.WebhookEndpoints;

/** Saves endpoints as the connections they are, and changes their secrets. */
@Component
public final class SaveWebhook {

  public static final Duration USUAL_GRACE = Duration.ofHours(24);
  private static final int MOST_GRACE_HOURS = 168;

  private final SaveConnection save;
  private final Connections connections;
  private final WebhookEndpoints endpoints;
  private final OldSecrets oldSecrets;
  private final CheckTarget targets;
  private final ObjectMapper json;

  SaveWebhook(
      SaveConnection save,
      Connections connections,
      WebhookEndpoints endpoints,
      OldSecrets oldSecrets,
      CheckTarget targets,
      ObjectMapper json) {
    this.save = save;
    this.connections = connections;
    this.endpoints = endpoints;
    this.oldSecrets = oldSecrets;
    this.targets = targets;
    this.json = json;
  }

  /**
   * An endpoint with its secret, to be shown once.
   *
   * @param secret as the receiver needs it
   */
  public record Made(WebhookEndpoint endpoint, String secret) {

    @Override
    public String toString() {
      return "Made[" + endpoint.id() + "]";
    }
  }

  /**
   * Asks a name server, so it runs outside any transaction, before {@link #add} and {@link
   * #update}.
   *
   * @throws InvalidInput naming {@code url}
   */
  public void checkTarget(@Nullable String url) {
    targets.check("url", url);
  }

  /** Runs inside the club's gate. */
  public Made add(WebhookRequest request) {
    String secret =
        request.secret() == null || request.secret().isBlank()
            ? WebhookSecret.make()
            : fit(request.secret().strip());
    Connection made =
        named(
            () ->
                save.add(
                    request(request, name(request), !Boolean.FALSE.equals(request.enabled()))
                        .with(settings(request, json.createObjectNode()).put("secret", secret))));
    return new Made(endpoints.get(made.id()), secret);
  }

  /**
   * Runs inside the club's gate.
   *
   * @param version the version the caller read
   */
  public WebhookEndpoint update(long id, WebhookRequest request, long version) {
    WebhookEndpoint now = endpoints.get(id);
    ObjectNode settings = settings(request, connections.get(id).settings().deepCopy());
    if (request.secret() != null && !request.secret().isBlank()) {
      settings.put("secret", fit(request.secret().strip()));
    }
    String name = request.name() == null || request.name().isBlank() ? now.name() : request.name();
    var unused =
        named(
            () ->
                save.update(id, request(request, name, request.enabled()).with(settings), version));
    return endpoints.get(id);
  }

  /**
   * From now on a new secret signs; the old one signs beside it for the grace. Runs inside the
   * club's gate.
   *
   * @param graceHours 0 to 168, 24 if null
   */
  public Made rotate(long id, @Nullable Integer graceHours) {
    if (graceHours != null && (graceHours < 0 || graceHours > MOST_GRACE_HOURS)) {
      throw new InvalidInput(
          "graceHours", "field.range", "graceHours must be from 0 to " + MOST_GRACE_HOURS);
    }
    WebhookEndpoint endpoint = endpoints.get(id);
    Duration grace = graceHours == null ? USUAL_GRACE : Duration.ofHours(graceHours);
    oldSecrets.keep(id, connections.settingsWithSecrets(id).path("secret").asText(), grace);
    String secret = WebhookSecret.make();
    Connection now = connections.get(id);
    var unused =
        connections.update(
            id,
            new ConnectionEdit(
                now.kind(),
                now.name(),
                now.branchId(),
                now.enabled(),
                now.settings().deepCopy(),
                Map.of("secret", secret)),
            endpoint.version());
    return new Made(endpoints.get(id), secret);
  }

  /** On or off, whatever else it is set to. Runs inside the club's gate. */
  public WebhookEndpoint enable(long id, boolean enabled) {
    WebhookEndpoint now = endpoints.get(id);
    WebhookRequest keep =
        new WebhookRequest(null, null, null, now.branchId(), enabled, null, null, null, null, null);
    return update(id, keep, now.version());
  }

  private record Filled(@Nullable String name, @Nullable Long branchId, @Nullable Boolean enabled) {

    ConnectionRequest with(ObjectNode settings) {
      return new ConnectionRequest(WebhookEndpoint.KIND, name, branchId, enabled, settings);
    }
  }

  private static Filled request(WebhookRequest request, String name, @Nullable Boolean enabled) {
    return new Filled(name, request.branchId(), enabled);
  }

  private ObjectNode settings(WebhookRequest request, ObjectNode settings) {
    if (request.url() != null) {
      settings.put("baseUrl", request.url().strip());
    }
    if (request.eventTypes() != null) {
      requireKnown(request.eventTypes());
      settings.set("eventTypes", json.valueToTree(request.eventTypes()));
    }
    if (request.ordered() != null) {
      settings.put("ordered", request.ordered());
    }
    if (request.onlyByRules() != null) {
      settings.put("onlyByRules", request.onlyByRules());
    }
    if (request.description() != null) {
      settings.put("description", request.description().strip());
    }
    if (request.timeoutSeconds() != null) {
      settings.put("timeoutSeconds", request.timeoutSeconds());
    }
    return settings;
  }

  /** A mistyped filter would wait for ever for what never happens. */
  private static void requireKnown(List<String> filters) {
    for (int i = 0; i < filters.size(); i++) {
      String filter = String.valueOf(filters.get(i));
      boolean known =
          filter.equals("*")
              || EventTypes.ALL.contains(filter)
              || (filter.endsWith(".*")
                  && EventTypes.ALL.stream().anyMatch(t -> t.startsWith(filter.replace("*", ""))));
      if (!known) {
        throw new InvalidInput(
            "eventTypes[" + i + "]",
            "webhook.type",
            "eventTypes[%d]: no event is of type %s; write one of them, or for example payment.*"
                .formatted(i, filter));
      }
    }
  }

  private static String name(WebhookRequest request) {
    if (request.name() != null && !request.name().isBlank()) {
      return request.name().strip();
    }
    return IDN.toUnicode(
        String.valueOf(TargetAddress.of(String.valueOf(request.url()).strip()).getHost()));
  }

  private static String fit(String secret) {
    if (!WebhookSecret.isFit(secret)) {
      throw new InvalidInput(
          "secret",
          "webhook.secret-wrong",
          "secret must be whsec_ and 24 to 64 random bytes in base64; leave it out to have one made");
    }
    return secret;
  }

  /** A connection's settings are an endpoint's own fields. */
  private static Connection named(java.util.function.Supplier<Connection> saving) {
    try {
      return saving.get();
    } catch (InvalidInput wrong) {
      String field =
          wrong.field().replaceFirst("^settings\\.", "").replaceFirst("^baseUrl$", "url");
      throw new InvalidInput(
          field, wrong.code(), String.valueOf(wrong.getMessage()).replace(wrong.field(), field));
    }
  }
}
