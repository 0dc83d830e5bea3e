package ru.fitcrm.hub.connectors.asterisk;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.CallsBefore;
import ru.fitcrm.hub.core.call.CallStage;
import ru.fitcrm.hub.sandbox.pbx.Pace;
import ru.fitcrm.hub.sandbox.pbx.PbxSettings;
import ru.fitcrm.hub.sandbox.pbx.Playback;
import ru.fitcrm.hub.sandbox.pbx.Recording;
import ru.fitcrm.hub.sandbox.pbx.SandboxPbx;
import ru.fitcrm.hub.sandbox.pbx.Until;

/** A sandbox PBX and the line that is held to it. */
final class PbxAndLine implements AutoCloseable {

  static final Duration LONG = Duration.ofSeconds(30);

  static final String TALK = "a_in_answered";

  final SandboxPbx pbx = SandboxPbx.start(secret("secret"));
  private @Nullable HeardLine open;

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
    pbx.close();
  }

  static PbxSettings secret(String secret) {
    return SandboxPbx.settings().user("hub", secret);
  }

  HeardLine line() {
    return open(HeardLine.settings(pbx.port()), HeardLine.QUICK);
  }

  HeardLine upLine() {
    return upLine(pbx.port());
  }

  HeardLine upLine(int port) {
    return up(open(HeardLine.settings(port), HeardLine.QUICK));
  }

  /** A line that gives up a silent PBX within two seconds. */
  HeardLine impatientLine() {
    return impatientLine(pbx.port());
  }

  HeardLine impatientLine(int port) {
    return open(HeardLine.settings(port), HeardLine.IMPATIENT);
  }

  static HeardLine up(HeardLine line) {
    await().atMost(LONG).until(line::isUp);
    return line;
  }

  HeardLine open(AsteriskSettings settings, LineTimings timings) {
    HeardLine line = new HeardLine(settings, CallsBefore.NOTHING, timings);
    open = line;
    return line;
  }

  Playback talk() {
    return paused(TALK, Until.event("BridgeEnter", 2));
  }

  Playback paused(String recording, Until until) {
    Playback playback = pbx.play(Recording.named(recording), Pace.fullSpeed(), until);
    playback.awaitPaused(LONG);
    return playback;
  }

  /** Waits until the line knows of the talk. */
  static void pause(HeardLine line) {
    await()
        .atMost(LONG)
        .until(() -> line.lastTold().stream().anyMatch(c -> c.stage() == CallStage.TALKING));
  }
}
