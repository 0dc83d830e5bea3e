package ru.fitcrm.hub.connectors.asterisk;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.connectors.PhoneConnector;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.connection.TestReport;

/** Kind {@code asterisk}: a SIP PBX through Asterisk's manager interface. */
@Component
class AsteriskConnector implements PhoneConnector<AsteriskSettings> {
  private final InstantSource clock;
  private final LineTimings timings;

  /** Silence and durations are real time, so the system's clock, not the club's movable one. */
  AsteriskConnector() {
    this(Clock.systemUTC(), LineTimings.DEFAULT);
  }

  AsteriskConnector(InstantSource clock, LineTimings timings) {
    this.clock = clock;
    this.timings = timings;
  }

  @Override
  public String kind() {
    return "asterisk";
  }

  @Override
  public Class<AsteriskSettings> settingsType() {
    return AsteriskSettings.class;
  }

  @Override
  public TestReport test(AsteriskSettings settings) {
    return new TryOut(settings, timings, clock).run();
  }

  @Override
  public PhoneLine open(
      AsteriskSettings settings, CallsBefore before, PhoneLine.Listener listener) {
    return AsteriskLine.open(settings, before, listener, timings, clock);
  }
}
