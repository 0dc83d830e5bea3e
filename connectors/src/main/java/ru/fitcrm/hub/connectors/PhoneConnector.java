package ru.fitcrm.hub.connectors;

import java.time.ZoneId;
import java.util.Optional;
import ru.fitcrm.hub.connectors.recording.RecordingPlace;

/** A kind of phone exchange: it tells of calls as they happen. */
public interface PhoneConnector<S extends Record> extends Connector<S> {

  /**
   * Opens a line that listens until closed, reconnecting by itself. Returns at once; connecting
   * happens on the line's own threads.
   *
   * @param home zone of the club, for times that an exchange tells without one
   * @param before calls not yet ended when this connection was last heard; those the exchange no
   *     longer knows are told as ended
   */
  PhoneLine open(S settings, ZoneId home, CallsBefore before, PhoneLine.Listener listener);

  /** Where recordings of calls can be fetched, if they can. */
  default Optional<RecordingPlace> recordings(S settings) {
    return Optional.empty();
  }
}
