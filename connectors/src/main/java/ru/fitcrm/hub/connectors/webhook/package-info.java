/**
 * Kind webhook-out: events as Standard Webhooks 1.0.0 has them, signed, to addresses the operator
 * allows.
 */
@NullMarked
package ru.fitcrm.hub.connectors.webhook;

import org.jspecify.annotations.NullMarked;
