package ru.fitcrm.hub.routes.out;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
import ru.fitcrm.hub.core.webhook.WebhookId;

/** Posts one event to the endpoint of its connection, signed with every secret in use. */
@Component("sendWebhook")
public final class SendWebhook {

  /** An old secret's time is over at most so much later. */
  private static final Duration READ_AGAIN = Duration.ofMinutes(1);

  private final ClubGate gate;
  private final Connections connections;
  private final ReadSettings settings;
  private final OldSecrets oldSecrets;
  private final PostWebhook post;
  private final Map<ConnectionId, Endpoint> known = new ConcurrentHashMap<>();

  SendWebhook(
      ClubGate gate,
      Connections connections,
      ReadSettings settings,
      OldSecrets oldSecrets,
      PostWebhook post) {
    this.gate = gate;
    this.connections = connections;
    this.settings = settings;
    this.oldSecrets = oldSecrets;
    this.post = post;
  }

  /**
   * As it was read.
   *
   * @param readAt nanoseconds of this machine's
   */
  private record Endpoint(
      long version, long readAt, String url, List<String> secrets, Duration patience) {

    boolean isFresh(Lease lease) {
      return version == lease.version() && isYoung();
    }

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
    Long event = message.eventId();
    return post.post(
        new Letter(
            endpoint.url(),
            WebhookId.of(event == null ? 0 : event),
            message.body().toString().getBytes(StandardCharsets.UTF_8),
            endpoint.secrets(),
            endpoint.patience()));
  }

  private Endpoint endpoint(Lease lease) {
    Endpoint now = known.get(lease.connection());
    if (now != null && now.isFresh(lease)) {
      return now;
    }
    Endpoint read = gate.inClub(lease.club(), () -> read(lease));
    known.values().removeIf(one -> !one.isYoung());
    known.put(lease.connection(), read);
    return read;
  }

  private Endpoint read(Lease lease) {
    long id = lease.connection().value();
    ObjectNode saved = connections.settingsWithSecrets(id);
    WebhookSettings typed = settings.typed(WebhookSettings.class, saved);
    List<String> secrets = new ArrayList<>(List.of(typed.secret()));
    secrets.addAll(oldSecrets.inUse(id));
    return new Endpoint(
        lease.version(),
        System.nanoTime(),
        typed.baseUrl(),
        List.copyOf(secrets),
        Duration.ofSeconds(typed.timeoutSeconds()));
  }
}
