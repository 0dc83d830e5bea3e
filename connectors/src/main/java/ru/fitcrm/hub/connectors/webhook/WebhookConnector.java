package ru.fitcrm.hub.connectors.webhook;

import java.util.List;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.Connector;
import ru.fitcrm.hub.core.connection.TestReport;

/** Kind {@code webhook-out}. Its Test posts the event {@code webhook.test} as production would. */
@Component
class WebhookConnector implements Connector<WebhookSettings> {

  private final TryWebhook tryWebhook;

  WebhookConnector(TryWebhook tryWebhook) {
    this.tryWebhook = tryWebhook;
  }

  @Override
  public String kind() {
    return "webhook-out";
  }

  @Override
  public Class<WebhookSettings> settingsType() {
    return WebhookSettings.class;
  }

  @Override
  public TestReport test(WebhookSettings settings) {
    return tryWebhook.post(settings, List.of(settings.secret())).report();
  }
}
