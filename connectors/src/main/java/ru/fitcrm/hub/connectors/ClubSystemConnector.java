package ru.fitcrm.hub.connectors;

import java.time.ZoneId;
import ru.fitcrm.hub.core.sync.ClubSystem;

/** A kind of system of record of a club, such as 1C: it is read and given leads. */
public interface ClubSystemConnector<S extends Record> extends Connector<S> {

  /**
   * Opens a way to the system. Returns at once and reaches for nothing: what does not work is the
   * answer to the first call.
   *
   * @param home zone of the club, for moments the system takes without one
   */
  ClubSystem open(S settings, ZoneId home);

  /**
   * Whether systems of this kind take leads. Of a club's connections a lead goes to one of a kind
   * that does.
   */
  default boolean takesLeads() {
    return true;
  }

  /** Whether systems of this kind take employees' work hours. */
  default boolean takesShifts() {
    return false;
  }

  /** Whether systems of this kind list what they have; else people are read one by one. */
  default boolean listsRows() {
    return true;
  }

  /** Whether systems of this kind can be asked for one person. */
  default boolean readsPeople() {
    return true;
  }
}
