package ru.fitcrm.hub.core.access;

import java.util.Locale;

/** A part of the API that a key may be given, to read or to write. */
public enum KeyArea {
  /** People, what they agreed to and asked for, their contracts, payments and visits. */
  CLIENTS,

  /** Calls, their recordings, numbers that are nobody's. */
  CALLS,

  /** Cards of the board. */
  TASKS,

  /** What is written to people and what they wrote. */
  MESSAGES,

  /** Connections, what they read and could not read, receivers of webhooks. */
  CONNECTIONS,

  /** Events, what came in and goes out, what is known of a number, who changed what. */
  JOURNAL,

  /** Nightly work, files brought in, reports. */
  JOBS,

  /** The club, its branches, employees, rules, hours and licence. */
  SETTINGS,

  /** Keys themselves. */
  KEYS;

  /** What a key needs to read here, for example {@code clients:read}. */
  public String read() {
    return name().toLowerCase(Locale.ROOT) + ":read";
  }

  /** What a key needs to change something here; it may read as well. */
  public String write() {
    return name().toLowerCase(Locale.ROOT) + ":write";
  }
}
