/**
 * Endpoints that are told events: each is a connection of kind webhook-out, and so a lane of the
 * outbox of its own.
 */
@NullMarked
package ru.fitcrm.hub.core.webhook;

import org.jspecify.annotations.NullMarked;
