/** The sandbox 1C's standard OData interface: as much of it as a reader asks for. */
@NullMarked
package ru.fitcrm.hub.sandbox.onec.odata;

import org.jspecify.annotations.NullMarked;
