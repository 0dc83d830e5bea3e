/** Camel components of the hub's own: what connectors hear and send, as endpoints of routes. */
@NullMarked
package ru.fitcrm.hub.routes.component;

import org.jspecify.annotations.NullMarked;
