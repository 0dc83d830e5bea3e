package ru.fitcrm.hub.connectors.messenger.gateway;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.described.DescribedKind;
import ru.fitcrm.hub.connectors.described.Gateway;

/** Kind {@code messenger-gateway}, presets GREEN_API and WAZZUP. */
@Component
class MessengerGatewayConnector extends DescribedKind<MessengerGatewaySettings> {

  /** Paces are real time, so the system's clock, not the club's movable one. */
  MessengerGatewayConnector() {
    this(Clock.systemUTC());
  }

  MessengerGatewayConnector(InstantSource clock) {
    super(clock);
  }

  @Override
  public String kind() {
    return "messenger-gateway";
  }

  @Override
  public Class<MessengerGatewaySettings> settingsType() {
    return MessengerGatewaySettings.class;
  }

  @Override
  protected Gateway gateway(MessengerGatewaySettings settings) {
    return settings.gateway();
  }
}
