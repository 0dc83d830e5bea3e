package ru.fitcrm.hub.connectors.asterisk;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.CallSnapshot;

/** An open line that remembers what it told, with waits short enough for tests. */
final class HeardLine implements PhoneLine.Listener, AutoCloseable {
  static final LineTimings QUICK =
      new LineTimings(
          Duration.ofMillis(500),
          Duration.ofMillis(900),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofMillis(200),
          Duration.ofMillis(1500),
          Duration.ofMillis(50),
          Duration.ofMillis(400),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30));

  final List<CallSnapshot> calls = new CopyOnWriteArrayList<>();
  final List<PhoneLine.Health> health = new CopyOnWriteArrayList<>();
  private final PhoneLine line;

  HeardLine(int port, CallsBefore before) {
    line = AsteriskLine.open(settings(port), before, this, QUICK, Clock.systemUTC());
  }

  static AsteriskSettings settings(int port) {
    return AsteriskSettings.read(
        "127.0.0.1",
        port,
        "hub",
        "secret",
        List.of("trunk"),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The last word on each call, by number of the call's begin. */
  List<CallSnapshot> lastTold() {
    Map<String, CallSnapshot> last = new LinkedHashMap<>();
    calls.forEach(call -> last.put(call.linkedId(), call));
    return new ArrayList<>(last.values());
  }

  @Override
  public void call(CallSnapshot call) {
    calls.add(call);
  }

  @Override
  public void health(PhoneLine.Health now) {
    health.add(now);
  }

  @Override
  public void close() {
    line.close();
  }
}
