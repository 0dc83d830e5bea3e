/** Kind {@code onec-odata}: a club's 1C through the platform's standard OData interface. */
@NullMarked
package ru.fitcrm.hub.connectors.onec.odata;

import org.jspecify.annotations.NullMarked;
