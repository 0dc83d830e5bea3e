package ru.fitcrm.hub.connectors.asterisk;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.CallSnapshot;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;

/** A good PBX between whose events anything can be said, and the line that is held to it. */
final class HostilePbx implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(20);

  private final SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().user("hub", "secret"));
  private final FlakyWire wire = new FlakyWire(pbx.port());
  final HeardLine line;

  HostilePbx(LineTimings timings) {
    line = new HeardLine(HeardLine.settings(wire.port()), CallsBefore.NOTHING, timings);
  }

  @Override
  public void close() {
    line.close();
    wire.close();
    pbx.close();
  }

  void awaitUp() {
    await().atMost(LONG).until(line::isUp);
  }

  void say(byte[] bytes) {
    wire.say(bytes);
  }

  void say(String text) {
    say(bytes(text));
  }

  /** Calls, by and by, until one of these calls is told as it was. */
  void awaitAGoodCallTold() {
    List<String> good = new ArrayList<>();
    await()
        .atMost(LONG)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              if (line.isUp() && pbx.sessions() > 0) {
                var call = pbx.play(Recording.named("a_in_answered"), Pace.fullSpeed());
                call.await(LONG);
                good.add(String.valueOf(call.linkedId()));
              }
              return line.ended().stream().anyMatch(call -> isAnswered(call, good));
            });
  }

  private static boolean isAnswered(CallSnapshot call, List<String> good) {
    return good.contains(call.linkedId()) && call.result() == CallResult.ANSWERED;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
