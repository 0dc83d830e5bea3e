package ru.fitcrm.hub.connectors.onec.odata;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.ClubSystemConnector;
import ru.fitcrm.hub.connectors.onec.CallsPerBase;
import ru.fitcrm.hub.connectors.onec.WebCalls;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.sync.ClubSystem;

/** Kind {@code onec-odata}: a 1C that publishes its standard OData interface. */
@Component
class OnecOdataConnector implements ClubSystemConnector<OnecOdataSettings> {

  /** One packet of changes has no pages. */
  private static final long ANSWER_CAP = 256L * 1024 * 1024;

  private final CallsPerBase callsPerBase;
  private final long answerCap;

  @Autowired
  OnecOdataConnector(CallsPerBase callsPerBase) {
    this(callsPerBase, ANSWER_CAP);
  }

  OnecOdataConnector(CallsPerBase callsPerBase, long answerCap) {
    this.callsPerBase = callsPerBase;
    this.answerCap = answerCap;
  }

  @Override
  public String kind() {
    return "onec-odata";
  }

  @Override
  public Class<OnecOdataSettings> settingsType() {
    return OnecOdataSettings.class;
  }

  /** The standard interface tells; it takes no leads. */
  @Override
  public boolean takesLeads() {
    return false;
  }

  /** It lists objects; what belongs to one person it cannot be asked. */
  @Override
  public boolean readsPeople() {
    return false;
  }

  @Override
  public TestReport test(OnecOdataSettings settings) {
    try (OdataCalls calls = calls(settings)) {
      List<EntityRule> map = settings.rules();
      ReadAll readAll = new ReadAll(calls, map, new PageSizes(settings.pageSize()));
      return new TryOut(calls, map, readAll, changes(settings, calls, map)).run();
    }
  }

  /** Dates and times come without a zone and stay so: the club's zone is the reader's affair. */
  @Override
  public ClubSystem open(OnecOdataSettings settings, ZoneId home) {
    OdataCalls calls = calls(settings);
    List<EntityRule> map = settings.rules();
    ReadAll readAll = new ReadAll(calls, map, new PageSizes(settings.pageSize()));
    return new OdataClubSystem(
        calls, readAll, new ReadSome(calls, map), changes(settings, calls, map));
  }

  private static @Nullable ReadChanges changes(
      OnecOdataSettings settings, OdataCalls calls, List<EntityRule> map) {
    OnecOdataSettings.ExchangePlan plan = settings.exchangePlan();
    return plan == null ? null : new ReadChanges(calls, plan, map);
  }

  private OdataCalls calls(OnecOdataSettings settings) {
    WebCalls.Limits limits =
        new WebCalls.Limits(
            Duration.ofSeconds(settings.timeoutSeconds()),
            answerCap,
            settings.trustedCertificate());
    return new OdataCalls(
        settings.service(),
        WebCalls.basic(settings.username(), settings.password()),
        new WebCalls(limits, callsPerBase.of(settings.service())));
  }
}
