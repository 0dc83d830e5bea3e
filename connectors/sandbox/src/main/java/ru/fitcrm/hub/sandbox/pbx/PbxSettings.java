package ru.fitcrm.hub.sandbox.pbx;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a sandbox PBX is set up. Every method gives the same object back. */
public final class PbxSettings {

  int port;
  final Map<String, String> users = new LinkedHashMap<>();
  Rights read = Rights.ALL;
  Rights write = Rights.ALL;
  Duration refusalDelay = Duration.ofMillis(200);
  InstantSource clock = InstantSource.system();
  Duration clockSkew = Duration.ZERO;
  ZoneId zone = ZoneOffset.UTC;
  boolean timestamps;
  long sessionBuffer = 16L * 1024 * 1024;
  Duration writeTimeout = Duration.ofSeconds(5);
  Pace clickPace = Pace.asRecorded();
  ClickOutcome clickOutcome = ClickOutcome.ANSWERED;
  final Map<String, String> phones = new LinkedHashMap<>();
  final Set<String> contexts =
      new LinkedHashSet<>(List.of("internal", "outbound", "from-internal"));
  List<String> queues = List.of("reception");

  PbxSettings() {
    phones.put("101", "Анна Ресепшн");
    phones.put("102", "Борис Тренер");
  }

  /** Port on loopback; 0 (the default) takes a free one. */
  public PbxSettings port(int newPort) {
    port = newPort;
    return this;
  }

  /** Adds a user. Without any there is {@code hub} with {@code hub-secret}. */
  public PbxSettings user(String name, String secret) {
    users.put(name, secret);
    return this;
  }

  /** Classes of events all users hear, as in manager.conf; default {@code all}. */
  public PbxSettings read(String classes) {
    read = Rights.of(classes);
    return this;
  }

  /** Classes of actions all users may send, as in manager.conf; default {@code all}. */
  public PbxSettings write(String classes) {
    write = Rights.of(classes);
    return this;
  }

  /** How long a wrong password waits for its answer; Asterisk takes 1 s, the default is 200 ms. */
  public PbxSettings refusalDelay(Duration delay) {
    refusalDelay = delay;
    return this;
  }

  /** The clock the PBX tells the time by. */
  public PbxSettings clock(InstantSource newClock) {
    clock = newClock;
    return this;
  }

  /** How far the PBX's clock is ahead of {@link #clock}; negative when it is behind. */
  public PbxSettings clockSkew(Duration skew) {
    clockSkew = skew;
    return this;
  }

  /** Zone of CoreStartupDate and CoreStartupTime, which come without one; default UTC. */
  public PbxSettings zone(ZoneId newZone) {
    zone = newZone;
    return this;
  }

  /** Puts {@code Timestamp:} on every event that is not played verbatim. */
  public PbxSettings timestamps(boolean on) {
    timestamps = on;
    return this;
  }

  /** Bytes a session may have unsent before it is cut off; default 16 MB. */
  public PbxSettings sessionBuffer(long bytes) {
    sessionBuffer = bytes;
    return this;
  }

  /** How long one write may be stuck before the session is cut off; default 5 s. */
  public PbxSettings writeTimeout(Duration timeout) {
    writeTimeout = timeout;
    return this;
  }

  /** How fast calls made by Originate go. */
  public PbxSettings clickPace(Pace pace) {
    clickPace = pace;
    return this;
  }

  /** How calls made by Originate go; {@link SandboxPbx#clicks} changes it later. */
  public PbxSettings clicks(ClickOutcome outcome) {
    clickOutcome = outcome;
    return this;
  }

  /** Adds a phone beside 101 and 102; any other endpoint is unknown to Originate. */
  public PbxSettings phone(String extension, String name) {
    phones.put(extension, name);
    return this;
  }

  /** Adds a dialplan context beside internal, outbound and from-internal. */
  public PbxSettings context(String name) {
    contexts.add(name);
    return this;
  }

  /** Names of the queues; all phones are members of each. */
  public PbxSettings queues(String... names) {
    queues = List.of(names);
    return this;
  }
}
