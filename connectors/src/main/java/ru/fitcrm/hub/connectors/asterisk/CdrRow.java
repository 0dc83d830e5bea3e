package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.time.Instant;

/**
 * A row of the PBX's call records: one leg of a call or one try of a queue, not a call. Texts are
 * empty where the table has nothing.
 *
 * @param began start of the leg, whole seconds
 * @param duration from its start to its end
 * @param billed since the PBX took the call, which may have been a menu or a queue that did
 * @param did the club's number, only in FreePBX's layout
 */
record CdrRow(
    String linkedId,
    String uniqueId,
    Instant began,
    Duration duration,
    Duration billed,
    String disposition,
    String source,
    String callerId,
    String destination,
    String did,
    String channel,
    String destinationChannel,
    String application,
    String applicationData,
    String recording) {

  /** The same at another moment. */
  CdrRow at(Instant moment) {
    return new CdrRow(
        linkedId,
        uniqueId,
        moment,
        duration,
        billed,
        disposition,
        source,
        callerId,
        destination,
        did,
        channel,
        destinationChannel,
        application,
        applicationData,
        recording);
  }

  Instant ended() {
    return began.plus(duration);
  }

  boolean isRoot() {
    return uniqueId.equals(linkedId);
  }

  /** Somebody took it and something was said; "ANSWERED" alone is also said of missed calls. */
  boolean isTalk() {
    return disposition.equals("ANSWERED") && billed.isPositive() && !destinationChannel.isEmpty();
  }
}
