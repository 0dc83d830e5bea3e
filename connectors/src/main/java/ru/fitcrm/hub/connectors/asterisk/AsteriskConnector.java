package ru.fitcrm.hub.connectors.asterisk;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.connectors.PhoneConnector;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.connectors.recording.RecordingPlace;
import ru.fitcrm.hub.core.connection.TestReport;

/** Kind {@code asterisk}: a SIP PBX through Asterisk's manager interface. */
@Component
class AsteriskConnector implements PhoneConnector<AsteriskSettings> {
  private static final Logger log = LoggerFactory.getLogger(AsteriskConnector.class);

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
      AsteriskSettings settings, ZoneId home, CallsBefore before, PhoneLine.Listener listener) {
    return AsteriskLine.open(settings, zone(settings, home), before, listener, timings, clock);
  }

  @Override
  public Optional<RecordingPlace> recordings(AsteriskSettings settings) {
    return RecordingPlace.read(settings.recordingsUrl());
  }

  private static ZoneId zone(AsteriskSettings settings, ZoneId home) {
    try {
      return settings.timezone() == null ? home : ZoneId.of(settings.timezone());
    } catch (DateTimeException e) {
      log.warn(
          "The PBX's timezone {} is unknown, its records are read as {}",
          settings.timezone(),
          home);
      return home;
    }
  }
}
