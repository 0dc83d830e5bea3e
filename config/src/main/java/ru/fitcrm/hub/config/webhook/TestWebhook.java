package ru.fitcrm.hub.config.webhook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.settings.ReadSettings;
import ru.fitcrm.hub.connectors.webhook.TryWebhook;
import ru.fitcrm.hub.connectors.webhook.WebhookSettings;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.outbox.Sent;
import ru.fitcrm.hub.core.webhook.NoteTest;
import ru.fitcrm.hub.core.webhook.OldSecrets;
import ru.fitcrm.hub.core.webhook.WebhookEndpoints;

/** Posts a test to an endpoint, be it on or off, and writes it into the log of its deliveries. */
@Component
public final class TestWebhook {

  private final ClubGate gate;
  private final WebhookEndpoints endpoints;
  private final Connections connections;
  private final ReadSettings settings;
  private final OldSecrets oldSecrets;
  private final TryWebhook tryWebhook;
  private final NoteTest log;

  TestWebhook(
      ClubGate gate,
      WebhookEndpoints endpoints,
      Connections connections,
      ReadSettings settings,
      OldSecrets oldSecrets,
      TryWebhook tryWebhook,
      NoteTest log) {
    this.gate = gate;
    this.endpoints = endpoints;
    this.connections = connections;
    this.settings = settings;
    this.oldSecrets = oldSecrets;
    this.tryWebhook = tryWebhook;
    this.log = log;
  }

  private record Target(WebhookSettings settings, List<String> secrets) {

    @Override
    public String toString() {
      return "Target[" + settings + "]";
    }
  }

  /** The receiver is asked outside any transaction: it may take its time. */
  public TestReport test(ClubId club, long endpoint) {
    Target target = gate.inClub(club, () -> target(endpoints.get(endpoint).id()));
    TryWebhook.Tried tried = tryWebhook.post(target.settings(), target.secrets());
    gate.runInClub(club, () -> log.note(endpoint, posted(tried)));
    return tried.report();
  }

  private Target target(long endpoint) {
    WebhookSettings typed =
        settings.typed(WebhookSettings.class, connections.settingsWithSecrets(endpoint));
    List<String> secrets = new ArrayList<>(List.of(typed.secret()));
    secrets.addAll(oldSecrets.inUse(endpoint));
    return new Target(typed, secrets);
  }

  private static NoteTest.PostedTest posted(TryWebhook.Tried tried) {
    Sent sent = tried.sent();
    @Nullable Step failed =
        tried.report().steps().stream().filter(step -> !step.ok()).findFirst().orElse(null);
    return new NoteTest.PostedTest(
        tried.id(),
        tried.body(),
        failed == null ? null : code(sent),
        failed == null ? null : failed.answer(),
        tried.took(),
        sent == null ? null : sent.exchange());
  }

  private static String code(@Nullable Sent sent) {
    if (sent == null) {
      return "address";
    }
    return switch (sent.outcome()) {
      case Outcome.ConnectionDown down -> down.code();
      case Outcome.Overloaded busy -> busy.code();
      case Outcome.RetryAt later -> later.code();
      case Outcome.Rejected gone -> gone.code();
      default -> throw new IllegalStateException("No such end of a webhook");
    };
  }
}
