package ru.fitcrm.hub.connectors;

import java.util.Optional;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.request.HeardForm;

/** A kind by which forms of people come. */
public interface FormConnector<S extends Record> extends ReceivingConnector<S> {

  /**
   * Understands what came in.
   *
   * @return empty for what is no form, for example another event of the provider
   * @throws ru.fitcrm.hub.core.platform.InvalidInput if it cannot be understood, naming the field
   */
  Optional<HeardForm> read(S settings, RawBody body);
}
