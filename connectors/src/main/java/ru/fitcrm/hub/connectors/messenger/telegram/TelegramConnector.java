package ru.fitcrm.hub.connectors.messenger.telegram;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.described.DescribedKind;
import ru.fitcrm.hub.connectors.described.Gateway;

/** Kind {@code telegram}. */
@Component
class TelegramConnector extends DescribedKind<TelegramSettings> {

  /** Paces are real time, so the system's clock, not the club's movable one. */
  TelegramConnector() {
    this(Clock.systemUTC());
  }

  TelegramConnector(InstantSource clock) {
    super(clock);
  }

  @Override
  public String kind() {
    return "telegram";
  }

  @Override
  public Class<TelegramSettings> settingsType() {
    return TelegramSettings.class;
  }

  @Override
  protected Gateway gateway(TelegramSettings settings) {
    return settings.gateway();
  }
}
