/** Outgoing webhooks on real sockets. */
@NullMarked
package ru.fitcrm.hub.connectors.webhook;

import org.jspecify.annotations.NullMarked;
