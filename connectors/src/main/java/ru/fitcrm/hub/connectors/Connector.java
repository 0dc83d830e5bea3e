package ru.fitcrm.hub.connectors;

import ru.fitcrm.hub.core.connection.TestReport;

/**
 * One kind of outside system the hub can talk to.
 *
 * @param <S> its settings: a record with bean validation; fields marked {@link
 *     ru.fitcrm.hub.core.connection.Secret} are kept encrypted. The console's form and the API's
 *     JSON schema are made from it.
 */
public interface Connector<S extends Record> {

  /** Stable name of the kind, for example {@code asterisk}. */
  String kind();

  Class<S> settingsType();

  /**
   * Tries these settings with the client production uses and a harmless call. Takes seconds, never
   * throws for what the outside system does: that is a failed step.
   */
  TestReport test(S settings);
}
