/** Gateways that are described by settings instead of code. */
@NullMarked
package ru.fitcrm.hub.connectors.described;

import org.jspecify.annotations.NullMarked;
