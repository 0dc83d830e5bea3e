/** Outgoing webhooks from an event to a receiver's socket, on real PostgreSQL. */
@NullMarked
package ru.fitcrm.hub.config.webhook;

import org.jspecify.annotations.NullMarked;
