package ru.fitcrm.hub.connectors.asterisk;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.action.StatusAction;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.asteriskjava.manager.response.PingResponse;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a PBX's manager interface, from login until it ends; then thrown away. The
 * library would reconnect by itself, but does not notice every loss, and asks nothing afterwards.
 */
final class AmiSession {
  /** A clock before 2001 was never set: it tells nothing. */
  static final double EARLIEST_CLOCK = 1e9;

  /** How the library names the thread on which it tells of events. */
  private static final String PUMP = ":AsyncEventPump";

  private static final Duration WAKE_UP = Duration.ofMillis(200);
  private static final int WAKE_UPS = 40;

  private final PbxConnection connection;
  private final LineTimings timings;
  private final InstantSource clock;
  private final Predicate<PbxEvent> sink;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Thread pump;
  private volatile boolean open = true;
  private volatile boolean overflown;
  private volatile Instant lastHeard;
  private @Nullable Long skewMillis;

  /**
   * @param sink takes an event without waiting, false if there is no room; called on the library's
   *     thread, which everything else waits for
   */
  AmiSession(
      AsteriskSettings settings,
      LineTimings timings,
      InstantSource clock,
      Predicate<PbxEvent> sink) {
    this.timings = timings;
    this.clock = clock;
    this.sink = sink;
    this.lastHeard = clock.instant();
    this.connection = new PbxConnection(settings, timings);
    AsSent.register(connection);
    connection.addEventListener(this::heard);
  }

  /** Only copies: what blocks here makes the library drop events without a word. */
  private void heard(ManagerEvent event) {
    if (pump == null && Thread.currentThread().getName().endsWith(PUMP)) {
      pump = Thread.currentThread();
    }
    if (!open) {
      return;
    }
    if (event instanceof DisconnectEvent) {
      ended.countDown();
      return;
    }
    Instant now = clock.instant();
    lastHeard = now;
    PbxEvent told = ReadEvents.read(event, now);
    if (told != null) {
      put(told);
    }
  }

  /** After the first loss nothing more, so that what was heard has no hole in its middle. */
  private void put(PbxEvent event) {
    if (open && !overflown && !sink.test(event)) {
      overflown = true;
      ended.countDown();
    }
  }

  /** Returns when events flow. */
  void login() throws Trouble {
    try {
      connection.login("on");
    } catch (AuthenticationFailedException e) {
      if (e.getCause() != null) {
        throw new Trouble(Trouble.UNREACHABLE, "The PBX did not answer the login", e);
      }
      throw new Trouble(Trouble.LOGIN_REFUSED, refusal(e), e);
    } catch (TimeoutException e) {
      throw new Trouble(
          Trouble.NOT_ASTERISK, "Connected, but no greeting of Asterisk's manager interface", e);
    } catch (IOException e) {
      throw new Trouble(Trouble.UNREACHABLE, "No connection: " + e.getMessage(), e);
    }
  }

  private static String refusal(AuthenticationFailedException e) {
    return "The PBX refused the login (\"" + e.getMessage() + "\"): check username and password";
  }

  String version() {
    return String.valueOf(connection.getVersion());
  }

  /** How far the PBX's clock is ahead, as the last pong told it. */
  @Nullable Long skewMillis() {
    return skewMillis;
  }

  boolean ping() {
    Instant before = clock.instant();
    try {
      ManagerResponse pong = connection.sendAction(new PingAction(), timings.answer().toMillis());
      if (pong == null || !open) {
        return false;
      }
      Instant now = clock.instant();
      lastHeard = now;
      skewMillis = skew(pong, before.plus(Duration.between(before, now).dividedBy(2)));
      // All that happened until it was asked has come before the answer.
      put(new PbxEvent.Alive(Moment.heardAt(before)));
      return true;
    } catch (IOException | TimeoutException | IllegalStateException e) {
      return false;
    }
  }

  private static @Nullable Long skew(ManagerResponse pong, Instant hubTime) {
    String told = pong instanceof PingResponse ping ? ping.getTimestamp() : null;
    if (told == null || !told.matches("\\d{1,11}(\\.\\d{1,9})?")) {
      return null;
    }
    double pbx = Double.parseDouble(told);
    return pbx < EARLIEST_CLOCK ? null : Math.round(pbx * 1000) - hubTime.toEpochMilli();
  }

  ManagerResponse ask(ManagerAction action) throws Trouble {
    try {
      ManagerResponse response = connection.sendAction(action, timings.answer().toMillis());
      if (response == null) {
        throw new Trouble(Trouble.CONNECTION_LOST, "Interrupted");
      }
      return response;
    } catch (IOException | TimeoutException | IllegalStateException e) {
      throw new Trouble(Trouble.CONNECTION_LOST, "The PBX did not answer " + action.getAction(), e);
    }
  }

  /**
   * Asks for all channels; they reach the sink as events, in order with those that happen
   * meanwhile.
   *
   * @return what the PBX said if it refused to list them, null if it did
   */
  @Nullable String listChannels(String actionId) throws Trouble {
    StatusAction dialledNumbers = new StatusAction();
    dialledNumbers.setActionId(actionId + "-status");
    ask(dialledNumbers);
    CoreShowChannelsAction list = new CoreShowChannelsAction();
    list.setActionId(actionId);
    put(new PbxEvent.ListAsked(Moment.heardAt(clock.instant()), actionId));
    ManagerResponse response = list(list);
    if (!(response instanceof ManagerError)) {
      return null;
    }
    put(new PbxEvent.ListEnded(Moment.heardAt(clock.instant()), actionId));
    return response.getMessage();
  }

  private ManagerResponse list(CoreShowChannelsAction action) throws Trouble {
    try {
      return connection.sendEventGeneratingAction(action, timings.list().toMillis()).getResponse();
    } catch (EventTimeoutException e) {
      ManagerResponse response = e.getPartialResult().getResponse();
      if (response == null) {
        throw new Trouble(Trouble.SILENT, "The PBX did not answer CoreShowChannels", e);
      }
      // It answered but never said that the list was complete: what came is what there is.
      put(new PbxEvent.ListEnded(Moment.heardAt(clock.instant()), action.getActionId()));
      return response;
    } catch (IOException | IllegalStateException e) {
      throw new Trouble(Trouble.CONNECTION_LOST, "The connection was closed", e);
    }
  }

  /** Waits this long, or until the session has ended, which it throws. */
  void await(Duration time) throws Trouble, InterruptedException {
    boolean over = ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
    if (overflown) {
      throw new Trouble(Trouble.OVERFLOW, "More events than the hub could take in");
    }
    if (over) {
      throw new Trouble(Trouble.CONNECTION_LOST, "The PBX closed the connection");
    }
    if (Duration.between(lastHeard, clock.instant()).compareTo(timings.silence()) > 0) {
      throw new Trouble(
          Trouble.SILENT, "Nothing heard for " + timings.silence().toSeconds() + " s");
    }
  }

  /** Nothing it still hears counts any more. */
  void mute() {
    open = false;
  }

  /** Ends it. May take as long as an answer. */
  void close() {
    open = false;
    try {
      connection.logoff();
    } catch (IllegalStateException e) {
      // Never logged in, or already given up by the library: nothing left to close.
    }
    endPump();
  }

  /** Told to stop, it may look whether it was only after a minute, unless it is woken. */
  private void endPump() {
    Thread ending = pump;
    try {
      for (int i = 0; i < WAKE_UPS && ending != null && !ending.join(WAKE_UP); i++) {
        ending.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
