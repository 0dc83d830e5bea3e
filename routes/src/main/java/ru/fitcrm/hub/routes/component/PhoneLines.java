package ru.fitcrm.hub.routes.component;

import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.connection.Lease;

/** Opens the line of a phone connection this node owns, with its saved settings. */
@FunctionalInterface
public interface PhoneLines {

  PhoneLine open(Lease lease, PhoneLine.Listener listener);
}
