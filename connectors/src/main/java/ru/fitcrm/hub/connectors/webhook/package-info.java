/**
 * Webhooks, in and out. In: forms of sites and anything else that posts to the hub, who sent it and
 * what its fields mean. Out: events as Standard Webhooks 1.0.0 has them, signed, to addresses the
 * operator allows.
 */
@NullMarked
package ru.fitcrm.hub.connectors.webhook;

import org.jspecify.annotations.NullMarked;
