package ru.fitcrm.hub.connectors.messenger.max;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.described.DescribedKind;
import ru.fitcrm.hub.connectors.described.Gateway;

/** Kind {@code max}. */
@Component
class MaxConnector extends DescribedKind<MaxSettings> {

  /** Paces are real time, so the system's clock, not the club's movable one. */
  MaxConnector() {
    this(Clock.systemUTC());
  }

  MaxConnector(InstantSource clock) {
    super(clock);
  }

  @Override
  public String kind() {
    return "max";
  }

  @Override
  public Class<MaxSettings> settingsType() {
    return MaxSettings.class;
  }

  @Override
  protected Gateway gateway(MaxSettings settings) {
    return settings.gateway();
  }
}
