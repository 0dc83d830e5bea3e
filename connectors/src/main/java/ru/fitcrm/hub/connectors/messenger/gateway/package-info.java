/** Kind {@code messenger-gateway}: messengers by a gateway described by settings. */
@NullMarked
package ru.fitcrm.hub.connectors.messenger.gateway;

import org.jspecify.annotations.NullMarked;
