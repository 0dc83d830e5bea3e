/**
 * How an endpoint of webhooks is checked, saved and given a secret, for the API and the console.
 */
@NullMarked
package ru.fitcrm.hub.config.webhook;

import org.jspecify.annotations.NullMarked;
