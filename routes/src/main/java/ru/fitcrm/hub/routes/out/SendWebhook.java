package ru.fitcrm.hub.routes.out;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.settings.ReadSettings;
import ru.fitcrm.hub.connectors.webhook.Letter;
import ru.fitcrm.hub.connectors.webhook.PostWebhook;
import ru.fitcrm.hub.connectors.webhook.WebhookSettings;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.ConnectionId;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.outbox.Sent;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.webhook.OldSecrets;
import ru.fitcrm.hub.core.webhook.WebhookEndpoints;
import ru.fitcrm.hub.core.webhook.WebhookId;

/** Posts one event to the endpoint of its connection, signed with every secret in use. */
@Component("sendWebhook")
public final class SendWebhook {

  /** An old secret's time is over at most so much later. */
  private static final Duration READ_AGAIN = Duration.ofMinutes(1);

  private final ClubGate gate;
  private final WebhookEndpoints endpoints;
  private final Connections connections;
  private final ReadSettings settings;
  private final OldSecrets oldSecrets;
  private final PostWebhook post;
  private final Map<ConnectionId, Endpoint> known = new ConcurrentHashMap<>();

  SendWebhook(
      ClubGate gate,
      WebhookEndpoints endpoints,
      Connections connections,
      ReadSettings settings,
      OldSecrets oldSecrets,
      PostWebhook post) {
    this.gate = gate;
    this.endpoints = endpoints;
    this.connections = connections;
    this.settings = settings;
    this.oldSecrets = oldSecrets;
    this.post = post;
  }

  /**
   * As it was read.
   *
   * @param version of its settings when they were read, or older
   * @param readAt nanoseconds of this machine's
   */
  private record Endpoint(
      long version, long readAt, String url, List<String> secrets, Duration patience) {

    boolean isYoung() {
      return System.nanoTime() - readAt < READ_AGAIN.toNanos();
    }

    @Override
    public String toString() {
      return "Endpoint[version " + version + "]";
    }
  }

  public Sent send(OutboxMessage message, Lease lease) {
    Endpoint endpoint;
    try {
      endpoint = endpoint(lease);
    } catch (InvalidInput noLonger) {
      return new Sent(
          new Outcome.ConnectionDown("settings", String.valueOf(noLonger.getMessage())), null);
    }
    return post.post(
        new Letter(
            endpoint.url(),
            WebhookId.of(message.eventId(), message.sourceId()),
            message.body().toString().getBytes(StandardCharsets.UTF_8),
            endpoint.secrets(),
            endpoint.patience()));
  }

  /** Its version is asked each time: a secret that was replaced signs from the answer on. */
  private Endpoint endpoint(Lease lease) {
    Endpoint before = known.get(lease.connection());
    Endpoint now = gate.inClub(lease.club(), () -> unlessChanged(lease, before));
    if (!now.equals(before)) {
      known.values().removeIf(one -> !one.isYoung());
      known.put(lease.connection(), now);
    }
    return now;
  }

  private Endpoint unlessChanged(Lease lease, @Nullable Endpoint before) {
    long version = endpoints.version(lease.connection().value());
    return before != null && before.version() == version && before.isYoung()
        ? before
        : read(lease, version);
  }

  private Endpoint read(Lease lease, long version) {
    long id = lease.connection().value();
    ObjectNode saved = connections.settingsWithSecrets(id);
    WebhookSettings typed = settings.typed(WebhookSettings.class, saved);
    List<String> secrets = new ArrayList<>(List.of(typed.secret()));
    secrets.addAll(oldSecrets.inUse(id));
    return new Endpoint(
        version,
        System.nanoTime(),
        typed.baseUrl(),
        List.copyOf(secrets),
        Duration.ofSeconds(typed.timeoutSeconds()));
  }
}
