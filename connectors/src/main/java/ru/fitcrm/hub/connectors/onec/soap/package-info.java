/** Kind {@code onec-soap}: a club's 1C that publishes the hub's contract as a web service. */
@NullMarked
package ru.fitcrm.hub.connectors.onec.soap;

import org.jspecify.annotations.NullMarked;
