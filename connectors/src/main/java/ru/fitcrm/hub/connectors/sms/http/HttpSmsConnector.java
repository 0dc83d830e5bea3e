package ru.fitcrm.hub.connectors.sms.http;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.described.DescribedKind;
import ru.fitcrm.hub.connectors.described.Gateway;

/** Kind {@code http-sms}, presets SMSC and KANNEL. */
@Component
class HttpSmsConnector extends DescribedKind<HttpSmsSettings> {

  /** Paces are real time, so the system's clock, not the club's movable one. */
  HttpSmsConnector() {
    this(Clock.systemUTC());
  }

  HttpSmsConnector(InstantSource clock) {
    super(clock);
  }

  @Override
  public String kind() {
    return "http-sms";
  }

  @Override
  public Class<HttpSmsSettings> settingsType() {
    return HttpSmsSettings.class;
  }

  /** Kannel and many others tell by GET. */
  @Override
  public boolean hearsGet() {
    return true;
  }

  @Override
  protected Gateway gateway(HttpSmsSettings settings) {
    return settings.gateway();
  }
}
