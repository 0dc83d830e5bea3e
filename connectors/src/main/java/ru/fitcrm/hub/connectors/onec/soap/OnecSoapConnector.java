package ru.fitcrm.hub.connectors.onec.soap;

import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.transport.http.HTTPConduitFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.ClubSystemConnector;
import ru.fitcrm.hub.connectors.onec.CallsPerBase;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.sync.ClubSystem;

/** Kind {@code onec-soap}: a 1C that publishes {@code wsdl/hub-exchange.wsdl}. */
@Component
class OnecSoapConnector implements ClubSystemConnector<OnecSoapSettings>, AutoCloseable {

  private static final long ANSWER_CAP = 64L * 1024 * 1024;

  private final CallsPerBase callsPerBase;
  private final InstantSource clock;
  private final long answerCap;
  private @Nullable Bus bus;

  /** The base's clock is compared with real time, so the system's, not the club's movable one. */
  @Autowired
  OnecSoapConnector(CallsPerBase callsPerBase) {
    this(callsPerBase, Clock.systemUTC(), ANSWER_CAP);
  }

  OnecSoapConnector(CallsPerBase callsPerBase, InstantSource clock, long answerCap) {
    this.callsPerBase = callsPerBase;
    this.clock = clock;
    this.answerCap = answerCap;
  }

  @Override
  public String kind() {
    return "onec-soap";
  }

  @Override
  public Class<OnecSoapSettings> settingsType() {
    return OnecSoapSettings.class;
  }

  @Override
  public TestReport test(OnecSoapSettings settings) {
    try (SoapCalls calls = calls(settings)) {
      return new TryOut(calls, clock).run();
    }
  }

  @Override
  public ClubSystem open(OnecSoapSettings settings, ZoneId home) {
    return new SoapClubSystem(calls(settings), settings.pageSize(), home);
  }

  @Override
  public boolean takesShifts() {
    return true;
  }

  private SoapCalls calls(OnecSoapSettings settings) {
    return new SoapCalls(
        settings, new MakeClient(bus(), answerCap), callsPerBase.of(settings.endpoint()));
  }

  /** One for all connections, made by the first: the contract is read once. */
  private synchronized Bus bus() {
    Bus made = bus;
    if (made == null) {
      made = new ExtensionManagerBus();
      // CXF would log 1C's words with whoever they tell of; they are an answer here.
      FaultListener quiet = (thrown, description, message) -> false;
      made.setProperty(FaultListener.class.getName(), quiet);
      HTTPConduitFactory once =
          (transport, of, endpoint, target) -> new PostOnceConduit(of, endpoint, target);
      made.setExtension(once, HTTPConduitFactory.class);
      bus = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (bus != null) {
      bus.shutdown(true);
      bus = null;
    }
  }
}
