/** The pages of outgoing webhooks: endpoints, their secrets, what was sent and answered. */
@NullMarked
package ru.fitcrm.hub.config.console.webhook;

import org.jspecify.annotations.NullMarked;
