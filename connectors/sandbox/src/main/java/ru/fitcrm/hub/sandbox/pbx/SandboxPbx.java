package ru.fitcrm.hub.sandbox.pbx;

import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A PBX on a real loopback socket that speaks Asterisk's manager protocol. It lives on its own
 * time: calls go on whether anybody is connected or not, and what nobody heard is never said again.
 */
public final class SandboxPbx implements AutoCloseable {

  private static final long WATCH_MILLIS = 50;
  private static final int SYSTEM_SHUTDOWN = 4;

  private final Exchange exchange;
  private final Timeline timeline = new Timeline();
  private final IoGate gate = new IoGate();
  private final ClickToCall clicks;
  private final ActionDesk desk;
  private final Door door;
  private final AtomicInteger sessionNumbers = new AtomicInteger();
  private volatile boolean up = true;
  private boolean refusing;

  private SandboxPbx(PbxSettings settings) {
    if (settings.users.isEmpty()) {
      settings.user("hub", "hub-secret");
    }
    exchange = new Exchange(settings);
    clicks = new ClickToCall(exchange, timeline);
    desk = new ActionDesk(exchange, new LoginDesk(exchange, timeline), clicks);
    door = new Door(settings.port, this::welcome);
  }

  /** Settings to change before {@link #start(PbxSettings)}. */
  public static PbxSettings settings() {
    return new PbxSettings();
  }

  /** Boots a PBX that listens when this returns. */
  public static SandboxPbx start(PbxSettings settings) {
    SandboxPbx pbx = new SandboxPbx(settings);
    pbx.door.open();
    pbx.timeline.every(WATCH_MILLIS, () -> pbx.exchange.sessions().forEach(Session::cutIfStuck));
    return pbx;
  }

  private void welcome(Socket socket) {
    Session session = new Session(sessionNumbers.incrementAndGet(), socket, exchange, gate, desk);
    exchange.enter(session);
    session.start();
  }

  /** The port on loopback; the same for the whole life. */
  public int port() {
    return door.port();
  }

  /** The PBX's own clock, skew included. */
  public Instant now() {
    return exchange.now();
  }

  /** Sets how far the PBX's clock is ahead of the settings' clock. */
  public void skewClock(Duration skew) {
    exchange.skew(skew);
  }

  // ---- calls

  /**
   * Plays a recording to its end.
   *
   * @throws IllegalStateException when the PBX is down
   */
  public Playback play(Recording recording, Pace pace) {
    return play(recording, pace, Until.end());
  }

  /** Plays a recording and stops there; {@link Playback#playUntil} goes on. */
  public Playback play(Recording recording, Pace pace, Until until) {
    return play(recording, pace, until, () -> {});
  }

  /** Does something at the end, on the timeline: it must not block. */
  Playback play(Recording recording, Pace pace, Until until, Runnable whenDone) {
    if (!up) {
      throw new IllegalStateException("the PBX is down, nobody can call: start() it first");
    }
    Rewriting rewriting = recording.isVerbatim() ? null : Rewriting.of(recording, exchange);
    return new Playback(
            exchange, timeline, recording, recording.playable(), rewriting, pace, until, whenDone)
        .start();
  }

  /** Plays a scenario of two connections; it begins with the next login. */
  public Script script(Recording first, Recording second, Pace pace) {
    Script script = new Script(exchange, timeline, first, second, pace);
    exchange.run(
        () -> {
          exchange.script(script);
          if (exchange.loggedIn() > 0) {
            boolean unused = script.loggedIn();
          }
        });
    return script;
  }

  /** {@link #script(Recording, Recording, Pace)} with the recorded timing. */
  public Script script(Recording first, Recording second) {
    return script(first, second, Pace.asRecorded());
  }

  /** How calls made by Originate go from now on. */
  public void clicks(ClickOutcome outcome) {
    clicks.outcome(outcome);
  }

  /** How fast calls made by Originate go from now on. */
  public void clickPace(Pace pace) {
    clicks.pace(pace);
  }

  // ---- faults

  /** Ends all connections in order; new ones are welcome. Calls go on. */
  public void dropConnections() {
    dropConnections(Cut.FIN);
  }

  /** Ends all connections; new ones are welcome. Calls go on. */
  public void dropConnections(Cut how) {
    exchange.sessions().forEach(each -> each.cut(how));
  }

  /** While true, nobody can connect. Connections there are stay. */
  public synchronized void refuse(boolean on) {
    refusing = on;
    openOrClose();
  }

  /** Stops reading and writing and keeps the connections open. Calls go on. */
  public void freeze() {
    gate.freeze(true);
  }

  /** Ends {@link #freeze()}: what was asked and what happened meanwhile comes through. */
  public void thaw() {
    gate.freeze(false);
  }

  /** Writes no faster than this to each session; 0 lifts the limit. */
  public void slowDown(int bytesPerSecond) {
    gate.limit(bytesPerSecond);
  }

  /** As {@code core restart now}: calls hang up, Shutdown, end of stream; up again at once. */
  public synchronized void restartNow() {
    shutDown("True");
    up = true;
    exchange.boot();
    openOrClose();
  }

  /** As {@code core stop now}: calls hang up, Shutdown, end of stream. Down until start(). */
  public synchronized void stop() {
    if (up) {
      shutDown("False");
    }
  }

  /** As kill -9: connections are reset, calls vanish without a word. Down until start(). */
  public synchronized void crash() {
    up = false;
    openOrClose();
    exchange.run(
        () -> {
          exchange.sessions().forEach(each -> each.cut(Cut.RST));
          exchange.playbacks().forEach(Playback::cancel);
          exchange.state.clear();
        });
  }

  /** Boots anew on the same port after stop() or crash(): new ids, new uptime. */
  public synchronized void start() {
    if (!up) {
      up = true;
      exchange.boot();
      openOrClose();
    }
  }

  private void shutDown(String restart) {
    up = false;
    openOrClose();
    exchange.run(
        () -> {
          exchange.endCalls(exchange.state.channels(), SYSTEM_SHUTDOWN);
          exchange.playbacks().forEach(Playback::cancel);
          exchange.publishOwn(
              Frame.event("Shutdown", "system")
                  .with("Shutdown", "Cleanly")
                  .with("Restart", restart)
                  .done());
          dropConnections(Cut.FIN);
        });
  }

  private void openOrClose() {
    if (up && !refusing) {
      door.open();
    } else {
      door.close();
    }
  }

  // ---- what tests look at

  /** How many clients are logged in. */
  public int sessions() {
    return exchange.loggedIn();
  }

  /** How many connections were ever taken in. */
  public int connections() {
    return sessionNumbers.get();
  }

  /** The last 10,000 actions received, oldest first, secrets masked. */
  public List<ReceivedAction> actions() {
    return exchange.actions();
  }

  /** The actions of this name, oldest first. */
  public List<ReceivedAction> actions(String name) {
    return actions().stream().filter(each -> each.is(name)).toList();
  }

  /** Unique ids of the channels that live at this moment, oldest first. */
  public List<String> liveChannels() {
    return exchange.locked(
        () -> exchange.state.channels().stream().map(LiveChannel::uniqueId).toList());
  }

  /**
   * Waits until somebody is logged in.
   *
   * @throws IllegalStateException when nobody is in time
   */
  public void awaitSession(Duration atMost) {
    awaitSessions(1, atMost);
  }

  /**
   * Waits until exactly so many are logged in.
   *
   * @throws IllegalStateException when it is not so in time
   */
  public void awaitSessions(int count, Duration atMost) {
    await("%d sessions".formatted(count), () -> exchange.loggedIn() == count, atMost);
  }

  /**
   * Waits until an action like this was received, now or before.
   *
   * @throws IllegalStateException when it was not in time
   */
  public ReceivedAction awaitAction(Predicate<ReceivedAction> wanted, Duration atMost) {
    await("the action", () -> actions().stream().anyMatch(wanted), atMost);
    return actions().stream().filter(wanted).findFirst().orElseThrow();
  }

  private void await(String what, BooleanSupplier condition, Duration atMost) {
    if (!exchange.await(condition, atMost)) {
      throw new IllegalStateException(
          "the sandbox PBX has not seen %s within %s: it has %d sessions and got %d actions"
              .formatted(what, atMost, sessions(), actions().size()));
    }
  }

  /** The PBX is gone for good; whoever is connected is reset. */
  @Override
  public synchronized void close() {
    crash();
    gate.freeze(false);
    timeline.close();
  }
}
