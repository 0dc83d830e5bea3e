package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.util.List;

/**
 * How long a line waits for what, and how much may wait. The defaults are measured: a PBX that is
 * frozen or cut off is noticed within 15 s, one that lost its last event (asterisk#2145) within a
 * ping.
 *
 * @param connect to make a TCP connection
 * @param read the longest silence on the socket; a ping must fall into it
 * @param answer to an action
 * @param list to all of a list
 * @param ping between pings
 * @param silence after which a connection counts as dead although it looks alive
 * @param firstRetry after a connection was lost; doubles with each failure
 * @param lastRetry it grows no further
 * @param refusedRetry after a refused login: trying on would only get the hub banned
 * @param recheck between questions what goes on, in case an event was lost on the way
 * @param heard between words on how far all calls are told
 * @param looks when to look into the PBX's call records after an absence, counted from its end:
 *     rows may come late, and a call's last row last
 * @param waiting so many events may wait to be worked through; beyond it a new connection is
 *     cheaper
 */
record LineTimings(
    Duration connect,
    Duration read,
    Duration answer,
    Duration list,
    Duration ping,
    Duration silence,
    Duration firstRetry,
    Duration lastRetry,
    Duration refusedRetry,
    Duration recheck,
    Duration heard,
    List<Duration> looks,
    int waiting) {

  /** Some minutes of the busiest PBX measured. */
  private static final int MOST_WAITING = 200_000;

  static final LineTimings DEFAULT =
      new LineTimings(
          Duration.ofSeconds(3),
          Duration.ofSeconds(12),
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofSeconds(30),
          List.of(
              Duration.ofSeconds(5),
              Duration.ofSeconds(15),
              Duration.ofSeconds(45),
              Duration.ofMinutes(2)),
          MOST_WAITING);
}
